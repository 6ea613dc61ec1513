using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Checking;

/// <summary>Collects the reports of fixtures that are checked in any order. Once opened, it passes them on in the order of their files. If
/// two fixtures share a name, the later one becomes an error.</summary>
/// <param name="count">The number of fixtures.</param>
/// <param name="options">What is kept of passing fixtures after they have been passed on, and whether a failure ends the run.</param>
/// <param name="progress">Receives each report as soon as it and all before it are there; may be null.</param>
internal sealed class OrderedReports(int count, CheckOptions options, Action<FixtureReport>? progress)
{
    private readonly Lock _lock = new();
    private readonly FixtureReport?[] _reports = new FixtureReport?[count];
    private readonly UniqueNames _names = new();
    private readonly List<FixtureReport> _kept = [];
    private int _next;
    private bool _isOpen;
    private volatile bool _isStopped;

    /// <summary>The reports that are kept, in the order of the files. By then, each must have been set.</summary>
    public IReadOnlyList<FixtureReport> Kept
        => _next + NotChecked == count ? _kept : throw new InvalidOperationException("A fixture has no report.");

    /// <summary>The counts of all fixtures that have been passed on.</summary>
    public RunTally Tally { get; } = new();

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
            Tally.Add(unique);
            if (options.KeepPassing || !unique.IsOnlyCounted)
            {
                unique = unique with { Calculated = null };
                _kept.Add(options.KeepNumbers || unique.Verdict != Verdict.Pass ? unique : unique.WithoutNumbers());
            }

            _reports[_next] = null;
            _next++;
            _isStopped = options.FailFast && unique.Verdict == Verdict.Fail;
        }
    }
}
