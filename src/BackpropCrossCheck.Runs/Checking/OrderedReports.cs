using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Checking;

/// <summary>Collects the reports of fixtures that are checked in any order. Once opened, it passes them on in the order of their files. If
/// two fixtures share a name, the later one becomes an error.</summary>
/// <param name="count">The number of fixtures.</param>
/// <param name="keepNumbers">Whether passing fixtures keep every number after they have been passed on.</param>
/// <param name="progress">Receives each report as soon as it and all before it are there; may be null.</param>
internal sealed class OrderedReports(int count, bool keepNumbers, Action<FixtureReport>? progress)
{
    private readonly Lock _lock = new();
    private readonly FixtureReport?[] _reports = new FixtureReport?[count];
    private readonly UniqueNames _names = new();
    private int _next;
    private bool _isOpen;

    /// <summary>All reports; each must have been set.</summary>
    public IEnumerable<FixtureReport> All
        => _reports.Select(report => report ?? throw new InvalidOperationException("A fixture has no report."));

    /// <summary>Passes on the reports that are there, and later ones as they come.</summary>
    public void Open()
    {
        lock (_lock)
        {
            _isOpen = true;
            PassOn();
        }
    }

    /// <summary>Stores a report.</summary>
    /// <param name="index">Its position.</param>
    /// <param name="report">The report.</param>
    public void Set(int index, FixtureReport report)
    {
        lock (_lock)
        {
            _reports[index] = report;
            PassOn();
        }
    }

    private void PassOn()
    {
        for (; _isOpen && _next < _reports.Length && _reports[_next] is { } next; _next++)
        {
            FixtureReport unique = _names.Take(next);
            progress?.Invoke(unique);
            unique = unique with { Calculated = null };
            _reports[_next] = keepNumbers || unique.Verdict != Verdict.Pass ? unique : unique.WithoutNumbers();
        }
    }
}
