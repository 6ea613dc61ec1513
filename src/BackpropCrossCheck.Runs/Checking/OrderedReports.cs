using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Checking;

/// <summary>Collects the reports of fixtures that are checked in any order and, once it is opened, passes them on in the order of their
/// files; of two fixtures with one name the later one becomes an error.</summary>
/// <param name="count">The number of fixtures.</param>
/// <param name="keepNumbers">Whether passing fixtures keep every number once they are passed on.</param>
/// <param name="progress">Gets each report as soon as it and all before it are there; may be null.</param>
internal sealed class OrderedReports(int count, bool keepNumbers, Action<FixtureReport>? progress)
{
    private readonly Lock _lock = new();
    private readonly FixtureReport?[] _reports = new FixtureReport?[count];
    private readonly UniqueNames _names = new();
    private int _next;
    private bool _isOpen;

    /// <summary>All reports; every one must have been set.</summary>
    public IEnumerable<FixtureReport> All
        => _reports.Select(report => report ?? throw new InvalidOperationException("A fixture has no report."));

    /// <summary>Passes on what is there, and from now on what comes.</summary>
    public void Open()
    {
        lock (_lock)
        {
            _isOpen = true;
            PassOn();
        }
    }

    /// <summary>Takes a report.</summary>
    /// <param name="index">Its place.</param>
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
