"""Conduct: what follows when people under correction do well or badly (对象奖惩).

Here: proceedings from the facts to the paper served: 表扬, 训诫, 警告, proposals; objections.
Not here: what the law says of a breach (law); how a decision is signed (decisions).
"""
