using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Checking;

/// <summary>Collects the reports of fixtures that are checked in any order. Once opened, it passes them on in the order of their files. If
/// two fixtures share a name, the later one becomes an error.</summary>
/// <param name="count">The number of fixtures.</param>
/// <param name="options">Whether passing fixtures keep every number after they have been passed on, and whether a failure ends the
/// run.</param>
/// <param name="progress">Receives each report as soon as it and all before it are there; may be null.</param>
internal sealed class OrderedReports(int count, CheckOptions options, Action<FixtureReport>? progress)
{
    private readonly Lock _lock = new();
    private readonly FixtureReport?[] _reports = new FixtureReport?[count];
    private readonly UniqueNames _names = new();
    private int _next;
    private bool _isOpen;
    private volatile bool _isStopped;

    /// <summary>All reports that count; each must have been set.</summary>
    public IEnumerable<FixtureReport> All
        => _reports[..(count - NotChecked)].Select(report => report ?? throw new InvalidOperationException("A fixture has no report."));

    /// <summary>Whether a fixture has failed that ends the run. Reports of later fixtures are dropped, so that it does not matter how many
    /// fixtures are checked at once.</summary>
    public bool IsStopped => _isStopped;

    /// <summary>How many fixtures come after the one that ended the run.</summary>
    public int NotChecked => _isStopped ? count - _next : 0;

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
        while (_isOpen && !_isStopped && _next < _reports.Length && _reports[_next] is { } next)
        {
            FixtureReport unique = _names.Take(next);
            progress?.Invoke(unique);
            unique = unique with { Calculated = null };
            _reports[_next] = options.KeepNumbers || unique.Verdict != Verdict.Pass ? unique : unique.WithoutNumbers();
            _next++;
            _isStopped = options.FailFast && unique.Verdict == Verdict.Fail;
        }
    }
}
