using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>Single numbers of a person's that are wrong by a slip of the pen. Several slips are several findings.</summary>
internal sealed class SlipFindings
{
    /// <summary>Whoever makes more slips than these makes another mistake.</summary>
    private const int Most = 4;

    private readonly List<Finding> _ofSteps;
    private readonly Dictionary<int, List<Finding>> _byStep = [];
    private readonly List<Finding> _slips = [];

    private SlipFindings(StepFindings? ofSteps)
    {
        _ofSteps = ofSteps is null or { IsLastResort: true } ? [] : [.. ofSteps.Findings];
        foreach ((int step, IReadOnlyList<Finding> findings) in ofSteps?.OfSteps ?? new Dictionary<int, IReadOnlyList<Finding>>())
        {
            _byStep.Add(step, [.. findings.Where(_ofSteps.Contains)]);
        }
    }

    /// <summary>No slips.</summary>
    public static SlipFindings None { get; } = new(null);

    /// <summary>How many slips there are.</summary>
    public int Count => _slips.Count;

    /// <summary>Whether every number that no mistake explains is a slip, and there is one.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Whether half of the numbers that no mistake explains are slips: one number out of many looks like one by chance.</summary>
    public bool IsLikely { get; private set; }

    /// <summary>The mistakes that explain some steps, and the slips beside them.</summary>
    public DiagnosisResult Result => new([.. _ofSteps, .. _slips], null)
    {
        OfSteps = _byStep.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<Finding>)pair.Value),
    };

    /// <summary>The slips among the numbers that no mistake in a calculation explains.</summary>
    /// <param name="own">The other side's calculation.</param>
    /// <param name="ofSteps">What explains its steps.</param>
    public static SlipFindings Of(OwnSteps own, StepFindings ofSteps)
    {
        if (!own.Evidence.IsByHand)
        {
            return None;
        }

        var found = new SlipFindings(ofSteps);
        double all = own.Wrong.Sum(step => step.Wrong.Count(wrong => wrong));
        int left = 0;
        foreach (OwnStep step in ofSteps.IsLastResort ? own.Wrong : ofSteps.Left)
        {
            foreach (int i in step.Indices.Where(i => step.Wrong[i]))
            {
                left++;
                found.Add(step, new WrittenNumber(own, step, i), 1 / all);
            }
        }

        double explained = ofSteps.IsLastResort ? 0 : ofSteps.Findings.Sum(finding => finding.Explains) * own.Evidence.Differing;
        found.IsLikely = found.Count is > 0 and <= Most && 2 * found.Count >= Math.Max(left, own.Evidence.Differing - explained);
        found.IsComplete = found.IsLikely && found.Count == left;
        return found;
    }

    private void Add(OwnStep step, WrittenNumber number, double share)
    {
        foreach (SlipOfThePen slip in KnownMistakes.All.OfType<SlipOfThePen>())
        {
            if (slip.Shown(number) is not { } shown)
            {
                continue;
            }

            string text = $"{NumberPlace.Of(step.Step, number.Index)}: {shown} {slip.Advice}";
            var finding = new Finding(slip.Cause, step.Layer < 0 ? null : step.Layer + 1, null, share, text);
            _slips.Add(finding);
            if (!_byStep.TryGetValue(step.Step.Index, out List<Finding>? known))
            {
                _byStep.Add(step.Step.Index, known = []);
            }

            known.Add(finding);
            return;
        }
    }
}
