using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Diagnosis.Mistakes;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis;

/// <summary>Mistakes of people that are so common that few digits are enough to name them, where nothing else is wrong and nothing else
/// explains it. Few are tried, so that few are found by chance.</summary>
internal static class FaintEvidence
{
    /// <summary>A loss with two digits.</summary>
    private const double BitsOfLoss = 6;

    /// <summary>The mistake that explains everything that is wrong; null if there is none.</summary>
    /// <param name="own">The person's calculation.</param>
    public static StepFindings? Find(OwnSteps own)
    {
        if (own.Evidence.Other is not { Kind: ResultKind.Hand, Format: null } || own.Wrong.Count == 0 || own.HasOpen)
        {
            return null;
        }

        var trial = new StepTrial(own);
        for (int rank = 0; rank < KnownMistakes.All.Count; rank++)
        {
            Mistake mistake = KnownMistakes.All[rank];
            Suspicion? found = mistake switch
            {
                DerivativeAtOutput => mistake.SuspicionsIn(own).FirstOrDefault(suspicion => HitsEveryDelta(own, suspicion)),
                LossValueOnly => mistake.SuspicionsIn(own).Where(suspicion => suspicion.Number > 0)
                    .Select(suspicion => suspicion with { EnoughBits = BitsOfLoss })
                    .FirstOrDefault(suspicion => trial.Explained(suspicion).Steps.Count == own.Wrong.Count),
                _ => null,
            };
            if (found is not null)
            {
                return new StepFindings(own, [new StepExplanation(found, own.Wrong, found.EnoughBits, rank)]);
            }
        }

        return null;
    }

    /// <summary>Whether nothing but δ is wrong, and a mistake gives every number of them, right to the last digit.</summary>
    private static bool HitsEveryDelta(OwnSteps own, Suspicion suspicion)
        => own.Wrong.All(step => step.Step.Quantity == Quantity.Delta && own.Calculated(suspicion, step.Step) is { } mistaken
            && step.Indices.All(i => Math.Abs(mistaken[i] - step.Given[i])
                <= Digits.Unit(own.Evidence.Other.Precision, step.Given[i]) * (0.5 + Digits.Slack)));
}
