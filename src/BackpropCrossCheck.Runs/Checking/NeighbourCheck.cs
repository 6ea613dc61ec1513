using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Diagnosis;

namespace BackpropCrossCheck.Checking;

/// <summary>Looks for the cause of an oracle's unexplained discrepancies in the numbers of another fixture of the same shape: a cache with
/// the shape as its key would return those.</summary>
/// <param name="reports">The reports of all fixtures, by file, each as soon as it is there.</param>
internal sealed class NeighbourCheck(IReadOnlyList<Task<FixtureReport>?> reports)
{
    /// <summary>How many fixtures before and after it are considered: those that may have been asked shortly before.</summary>
    private const int Neighbours = 8;

    private readonly Queue<Reference> _earlier = [];

    /// <summary>Whether fixtures after it are considered, too. They may have been asked at the same time.</summary>
    public bool LooksAhead { get; init; } = true;

    /// <summary>Adds a finding to the report if there is one.</summary>
    /// <param name="report">The next report in the order of the files.</param>
    /// <param name="index">Its position in this order.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<FixtureReport> ExamineAsync(FixtureReport report, int index, CancellationToken cancellationToken)
    {
        if (report.Calculated is not { Engine: var own } calculated)
        {
            return report;
        }

        if (report.Loss == report.Fixture!.Loss && report.Comparisons.Any(IsUnclear))
        {
            Reference[] others = [.. _earlier.Reverse(), .. await LaterAsync(index, cancellationToken)];
            others = [.. others.Where(other => HasShapeOf(other, own))];
            report = report with { Comparisons = [.. report.Comparisons.Zip(calculated.Comparisons, Completed)] };

            ResultComparison Completed(ResultComparison comparison, JudgedResult judged)
                => IsUnclear(comparison) ? Traced(comparison, judged, own, others) : comparison;
        }

        _earlier.Enqueue(own);
        if (_earlier.Count > Neighbours)
        {
            _earlier.Dequeue();
        }

        return report;
    }

    private static bool IsUnclear(ResultComparison comparison)
        => comparison is { Kind: ResultKind.Oracle, Discrepancies: > 0, Diagnosis: not null };

    private async Task<List<Reference>> LaterAsync(int index, CancellationToken cancellationToken)
    {
        var later = new List<Reference>();
        for (int i = index + 1; LooksAhead && i <= index + Neighbours && i < reports.Count; i++)
        {
            if ((await reports[i]!.WaitAsync(cancellationToken)).Calculated is { } calculated)
            {
                later.Add(calculated.Engine);
            }
        }

        return later;
    }

    private static bool HasShapeOf(Reference other, Reference own)
        => other.Fixture.Layout.Samples == own.Fixture.Layout.Samples
            && other.Fixture.Layout.Layers.SequenceEqual(own.Fixture.Layout.Layers);

    private static ResultComparison Traced(ResultComparison comparison, JudgedResult judged, Reference own, Reference[] others)
    {
        Lazy<DiagnosisResult> known = comparison.Diagnosis!;
        return comparison with
        {
            Diagnosis = new Lazy<DiagnosisResult>(() => known.Value.Findings.Count > 0 ? known.Value
                : others.Select(other => CarriedState.OfOtherFixture(own, judged, other))
                    .FirstOrDefault(finding => finding is not null) is { } finding
                    ? new DiagnosisResult([finding], null)
                    : known.Value),
        };
    }
}
