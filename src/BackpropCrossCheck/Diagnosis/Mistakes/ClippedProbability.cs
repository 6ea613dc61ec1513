using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>Outputs are clipped before the logarithm.</summary>
internal sealed class ClippedProbability : Mistake
{
    /// <inheritdoc/>
    public override string Cause => "clipped-probability";

    /// <inheritdoc/>
    public override string Sentence => "the outputs are clipped to ε … 1 − ε before the logarithm of the cross-entropy";

    /// <inheritdoc/>
    public override string Advice => "Work the loss out of the pre-activations: it needs no clipping, and its gradient is y − t.";

    /// <inheritdoc/>
    public override bool IsUnusual => true;

    /// <inheritdoc/>
    public override string Signs => "Only saturated outputs differ: their loss is ln ε, and their δ is 0.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Reports => ["keras-team/keras#9664", "keras-team/keras#15249", "tensorflow/tensorflow#41595"];

    /// <inheritdoc/>
    public override string ArgumentWord => "ε";

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence)
        => evidence.Loss.Term is not CrossEntropy term ? []
            : from epsilon in SmallNumbers.All
              from first in (Quantity[])[Quantity.Loss, Quantity.OutputGradient]
              from steps in StepsWith(term, epsilon, first, evidence.Other.Format)
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
        return $"These numbers come out when the outputs are clipped to ε … 1 − ε before the logarithm, with ε = {number}. {Advice}";
    }

    private static IEnumerable<CalculationSteps> StepsWith(CrossEntropy term, double epsilon, Quantity first, FloatFormat? format)
    {
        // 1 − 1e-7 is a float32 that is further from 1 than that.
        double highest = format?.Nearest(1 - epsilon) ?? 1 - epsilon;
        double Clip(double y) => Math.Clamp(y, epsilon, highest);
        double Value(CalculationState state) => EndedLogarithms.Value(state, term, Clip, y => 1 - Clip(y));
        double[] Stopped(CalculationState state, double[] right)
        {
            double[] y = state.Required(Quantity.Output, state.Last);
            return [.. right.Select((x, i) => y[i] < epsilon || y[i] > highest ? 0 : x)];
        }

        double[] StoppedErrors(CalculationState state)
        {
            double[] y = state.Required(Quantity.Output, state.Last);
            double[] s = EndedLogarithms.Gradient(state, term, value => value, value => 1 - value);
            return [.. s.Select((x, i) => y[i] < epsilon || y[i] > highest ? 0 : x)];
        }

        // δ of softmax is y·Σt − t.
        double Labels(CalculationState state, int i)
        {
            int units = state.Network.Outputs;
            return !state.IsFused || term is BinaryCrossEntropy ? 1
                : state.Fixture.Batch.Labels.Slice(i / units * units, units).ToArray().Sum();
        }

        double[] Clipped(CalculationState state, double[] right)
        {
            double[] y = state.Required(Quantity.Output, state.Last);
            double c = state.Loss.Scale(state.Samples, state.Network.Outputs);
            return [.. right.Select((x, i) => x + (c * Labels(state, i) * (Clip(y[i]) - y[i])))];
        }

        return first == Quantity.Loss
            ? [
                new LastDeltas(Stopped, (state, _) => Value(state)),
                new LastDeltas(Clipped, (state, _) => Value(state)),
                new LossSteps(Value, StoppedErrors),
                new LossSteps(Value, null),
            ]
            : [new LastDeltas(Stopped), new LastDeltas(Clipped), new LossSteps(null, StoppedErrors)];
    }
}
