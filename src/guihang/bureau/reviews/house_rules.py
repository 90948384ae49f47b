"""The office's own measures for reviewing (本局评查尺度): local values, no law says them.

Where the law says "at once" or sets no time, a review needs a day from which it speaks up. These
are counted in calendar days after the day the law names.
"""

from __future__ import annotations

AT_ONCE_DAYS = 5
"""What is owed at once (及时、立即) is looked at as late after so many days."""

UNTIMED_DAYS = 90
"""What has no time in the law is looked at as forgotten after so many days."""

OPEN_DAYS = 10
"""What is overdue but not done stands on the docket; a review repeats it after so many days."""

NOTED_DAYS = 20
"""An event is noted at the latest so many days after it happened."""

HEARD_BEFORE_DAYS = 60
"""A hearing belongs to a sanction when it was held at most so many days before."""

REVIEW_OVERDUE_DAYS = 30
"""A plan may be reviewed so many days after the day set for it."""

AFTER_LATE_RETURN_DAYS = 15
"""Within so many days something follows from a late return, or it is noted why nothing does."""

COMMENDED_AFTER_WARNING_DAYS = 90
"""Who was warned is not commended for so many days."""
