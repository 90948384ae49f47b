"""What a browser calls itself, in two words somebody can recognise his own device by."""

# In this order: most browsers also claim to be those named after them.
BROWSERS = (
    ("MicroMessenger", "微信"),
    ("Edg/", "Edge"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("HarmonyOS", "HarmonyOS"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


def name_of(agent: str) -> str:
    """Return browser and system: Chrome, Windows; an unknown one by the beginning of its name."""
    found = [
        next((name for sign, name in table if sign in agent), "") for table in (BROWSERS, SYSTEMS)
    ]
    return " · ".join(name for name in found if name) or agent[:40]
