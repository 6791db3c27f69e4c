import datetime as dt
days = [dt.date(2024, m, 1) for m in (3, 1, 2)]
print([f"{d:%b}" for d in sorted(days)], min(days), (max(days) - min(days)).days)
