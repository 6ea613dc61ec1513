using BackpropCrossCheck.Checking;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Fixtures.Reading;

namespace BackpropCrossCheck.Reports;

/// <summary>Describes which witnesses support the verdict of a run.</summary>
internal static class WitnessText
{
    /// <summary>"tensorflow-js (9 fixtures), 12 recorded entries (10 of TensorFlow), 1 calculation by hand".</summary>
    /// <param name="witnesses">The witnesses.</param>
    public static string Of(IReadOnlyList<Witness> witnesses)
    {
        var words = new List<string>();
        words.AddRange(witnesses.Where(witness => witness.Kind == ResultKind.Oracle)
            .Select(oracle => $"{oracle.Name} ({Wording.Count(oracle.Comparisons, "fixture")})"));
        Witness[] recorded = [.. witnesses.Where(witness => witness.Kind == ResultKind.Recorded)];
        if (recorded.Length > 0)
        {
            int tensorFlows = 0;
            foreach (Witness witness in recorded)
            {
                tensorFlows += witness.IsTensorFlow ? witness.WithGradients : 0;
            }

            words.Add(
                Wording.Count(Count(recorded), "recorded entry", "recorded entries")
                    + (tensorFlows == 0 ? string.Empty : FormattableString.Invariant($" ({tensorFlows} of TensorFlow)")));
        }

        int byHand = Count(witnesses.Where(witness => witness.Kind == ResultKind.Hand));
        if (byHand > 0)
        {
            words.Add(Wording.Count(byHand, "calculation by hand", "calculations by hand"));
        }

        return string.Join(", ", words);
    }

    private static int Count(IEnumerable<Witness> witnesses)
    {
        int count = 0;
        foreach (Witness witness in witnesses)
        {
            count += witness.Comparisons;
        }

        return count;
    }
}
