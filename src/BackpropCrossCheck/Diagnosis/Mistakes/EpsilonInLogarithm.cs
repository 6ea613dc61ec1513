using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>A small number is added inside the logarithm.</summary>
internal sealed class EpsilonInLogarithm : Mistake
{
    /// <inheritdoc/>
    public override string Cause => "epsilon-in-logarithm";

    /// <inheritdoc/>
    public override string Sentence => "a small ε is added inside the logarithm of the cross-entropy";

    /// <inheritdoc/>
    public override string Advice => "Work the loss out of the pre-activations: it needs no ε, and its gradient is y − t.";

    /// <inheritdoc/>
    public override bool IsUnusual => true;

    /// <inheritdoc/>
    public override string Signs => "The loss differs a little, most where an output is near 0; δ of the last layer may differ with it.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Reports =>
    [
        "tensorflow/tensorflow#41595", "tiny-dnn#1030", "maxvfischer/keras-image-segmentation-loss-functions#1",
    ];

    /// <inheritdoc/>
    public override string ArgumentWord => "ε";

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence)
        => evidence.Loss.Term is not CrossEntropy term ? []
            : from epsilon in SmallNumbers.All
              from first in (Quantity[])[Quantity.Loss, Quantity.OutputGradient]
              from steps in StepsWith(term, epsilon, first)
              select new Suspicion
              {
                  Mistake = this,
                  Argument = new FindingArgument.Number(epsilon),
                  Steps = steps,
                  First = (first, first == Quantity.Loss ? -1 : evidence.Layers - 1),
              };

    /// <inheritdoc/>
    public override string TextOf(Suspicion suspicion, Evidence evidence)
    {
        string number = RatioText.Decimal(suspicion.Number);
        return $"These numbers come out when ε = {number} is added inside the logarithm. {Advice}";
    }

    private static IEnumerable<CalculationSteps> StepsWith(CrossEntropy term, double epsilon, Quantity first)
    {
        double Value(CalculationState state) => EndedLogarithms.Value(state, term, y => y + epsilon, y => 1 - y + epsilon);
        double[] Gradient(CalculationState state) => EndedLogarithms.Gradient(state, term, y => y + epsilon, y => 1 - y + epsilon);
        return first == Quantity.Loss
            ? [new LossSteps(Value, Gradient), new LossSteps(Value, null)]
            : [new LossSteps(null, Gradient)];
    }
}
