"""JT/T 808 (道路运输车辆卫星定位系统 终端通讯协议) of 2011, 2013 and 2019, over TCP.

`stream.Stream` takes what arrives on one connection and returns what was said.
"""
