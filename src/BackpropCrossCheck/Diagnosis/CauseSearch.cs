using System.Globalization;
using BackpropCrossCheck.Comparison;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>Looks for mistakes that produce the other side's numbers.</summary>
/// <param name="reference">The engine's side.</param>
/// <param name="evidence">The numbers to be explained.</param>
/// <param name="rule">The rule that judged them.</param>
internal sealed class CauseSearch(Reference reference, Evidence evidence, AcceptanceRule rule)
{
    private const int MostDigits = 7;

    /// <summary>A mistake that does not explain all differing numbers is named only if it explains at least this share of them.</summary>
    private const double LeastShare = 2.0 / 3;

    private const string OfStepsOnly =
        "Against our numbers these are within what rounding allows; only the other side's own numbers show that they are wrong.";

    private readonly Trial _trial = new(evidence, reference, rule);

    /// <summary>Looks for mistakes. If there are none, says what is known all the same.</summary>
    /// <param name="reference">The engine's side.</param>
    /// <param name="evidence">The numbers to be explained.</param>
    /// <param name="rule">The rule that judged them.</param>
    public static DiagnosisResult Diagnose(Reference reference, Evidence evidence, AcceptanceRule rule)
    {
        if (!evidence.Tensors.Any(tensor => tensor.Verdicts.Contains(NumberVerdict.Differs)))
        {
            return new DiagnosisResult([], evidence.IsIncomplete ? RemainingKnowledge.Of(evidence) : OfStepsOnly);
        }

        IReadOnlyList<Finding> findings = new CauseSearch(reference, evidence, rule).Find();
        return new DiagnosisResult(findings, findings.Count == 0 ? RemainingKnowledge.Of(evidence) : null);
    }

    /// <summary>The mistakes that explain every number, those without a fitted parameter first. If there are none: the mistake that
    /// explains the first tensor with a differing number and most of what follows; but if there are several of those, none of them, since
    /// it cannot be decided which one it was.</summary>
    private IReadOnlyList<Finding> Find()
    {
        var whole = new List<Suspicion>();
        var partly = new List<(Suspicion Suspicion, double Share)>();
        // Zeros alone reveal no parameter: many values of many mistakes produce them.
        bool allZero = evidence.HasOnlyZeroGradients;
        foreach (Suspicion suspicion in KnownMistakes.All.SelectMany(mistake => mistake.SuspicionsIn(evidence)))
        {
            if ((allZero && suspicion.Argument is not null) || whole.Exists(other => IsSaid(other, suspicion)))
            {
                continue;
            }

            double share = _trial.Share(suspicion);
            if (share == 1)
            {
                whole.Add(suspicion.IsFitted ? WithFewDigits(suspicion) : suspicion);
            }
            else if (share >= LeastShare && !partly.Exists(other => IsSaid(other.Suspicion, suspicion)))
            {
                partly.Add((suspicion, share));
            }
        }

        return whole.Count > 0 ? [.. whole.OrderBy(suspicion => suspicion.IsFitted).Select(suspicion => FindingOf(suspicion, 1))]
            : partly.Count == 1 ? [FindingOf(partly[0].Suspicion, partly[0].Share)]
            : [];
    }

    /// <summary>Whether a suspicion adds nothing: the same mistake at the same place has been found, in another variant or without fitting
    /// a parameter.</summary>
    private static bool IsSaid(Suspicion found, Suspicion suspicion)
        => found.Mistake == suspicion.Mistake && found.Layer == suspicion.Layer
            && (suspicion.IsFitted || found.Argument == suspicion.Argument);

    private Finding FindingOf(Suspicion suspicion, double share)
    {
        string text = suspicion.Mistake.TextOf(suspicion, evidence);
        string rest = share == 1 ? string.Empty
            : FormattableString.Invariant(
                $" This explains {Math.Floor(100 * share)} % of the numbers that differ; the others have another cause.");
        return new Finding(suspicion.Mistake.Cause, suspicion.Layer + 1, suspicion.Argument, share, text + rest);
    }

    /// <summary>People choose parameters with few digits, so this looks for the fewest digits that explain the numbers equally
    /// well.</summary>
    private Suspicion WithFewDigits(Suspicion fitted)
    {
        for (int digits = 1; digits <= MostDigits; digits++)
        {
            double rounded = double.Parse(
                fitted.Parameter.ToString($"E{digits - 1}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            if (Math.Abs(rounded - fitted.Parameter) <= 1e-3 * Math.Abs(rounded) && fitted.WithParameter!(rounded) is { } simple
                && _trial.Share(simple) == 1)
            {
                return simple;
            }
        }

        return fitted;
    }
}
