using BackpropCrossCheck.Documents;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Teaching;

/// <summary>The lines of a worked calculation around one number: the rule, what the number is worked out from, its own line, and the lines
/// beside it.</summary>
internal static class NumberLines
{
    private static readonly Cut Short = new(Units: 8, Samples: 2, Terms: 8);

    /// <summary>The lines, the rules and the results apart; empty of a parameter that no single line leads to: after several steps,
    /// or where it stays as it is.</summary>
    /// <param name="fixture">The fixture.</param>
    /// <param name="stated">The convention that the number is stated in.</param>
    /// <param name="step">The number's tensor.</param>
    /// <param name="index">Its row-major index, from 0.</param>
    /// <param name="decimals">The decimals that are shown.</param>
    /// <param name="remark">What stands at the end of the number's own line.</param>
    public static IReadOnlyList<Block.Equations> Around(Fixture fixture, Loss stated, Step step, int index, int decimals, string remark)
    {
        // A step descends the loss of the fixture, in whatever convention its result is stated.
        Loss loss = step.Quantity is Quantity.UpdatedWeights or Quantity.UpdatedBias ? fixture.Loss : stated;
        var options = new TraceOptions(decimals, RoundedTo: null);
        var context = new TraceContext(TracedCalculation.Of(fixture, loss, options), Short, HasBlanks: false);
        if (step.Quantity is Quantity.UpdatedWeights or Quantity.UpdatedBias && (fixture.Training is not { Steps: 1 } || !context.Calculation.Has(step.Quantity, step.Layer)))
        {
            return [];
        }

        if (step.Quantity == Quantity.UpdatedLoss)
        {
            if (context.State[Quantity.UpdatedLoss, -1] is null)
            {
                return [];
            }

            context = context with { Calculation = TracedCalculation.Of(UpdatedFixture.Of(context.State), loss, options) };
        }

        (IEnumerable<Formula> rules, Func<int, Formula> line, IEnumerable<Formula> before) = Parts(context, step, index);
        Formula[] around =
            [.. Enumerable.Range(index - 1, 3).Where(i => i >= 0 && i < step.Length).Select(i => i == index ? Marked(line(i), remark) : line(i))];
        return [new Block.Equations([.. rules]), new Block.Equations([.. before, .. around])];
    }

    private static Formula Marked(Formula line, string remark) => Formula.Of(line, new Formula.Words(remark));

    private static (
        IEnumerable<Formula> Rules, Func<int, Formula> Line, IEnumerable<Formula> Before) Parts(TraceContext context, Step step, int index)
    {
        int l = step.Layer;
        (int row, int column) = Math.DivRem(index, step.Columns);
        bool weights = step.IsWeights;
        Training? training = context.State.Fixture.Training;
        return step.Quantity switch
        {
            Quantity.PreActivation =>
                (
                    ForwardSection.Rules(context, l).Take(1),
                    Of(step, (n, k) => ForwardSection.PreActivationLine(context, l, n, k)),
                    Inputs(context, l, row)),
            Quantity.Output => (
                ForwardSection.Rules(context, l),
                Of(step, (n, k) => ForwardSection.OutputLine(context, l, n, k)),
                [ForwardSection.PreActivationLine(context, l, row, column)]),
            Quantity.Delta => (
                [DeltaFormula.Rule(context, l)],
                Of(step, (n, k) => DeltaSection.Line(context, l, n, k)),
                DeltaSection.Preparation(context, l, row, column) is { } preparation ? [preparation] : []),
            Quantity.WeightGradient or Quantity.BiasGradient => (
                weights ? GradientSection.Rules(context, l).Take(1) : GradientSection.Rules(context, l).Skip(1),
                Of(step, (k, m) => weights ? GradientSection.WeightLine(context, l, k, m) : GradientSection.BiasLine(context, l, k)),
                Deltas(context, l, row)),
            Quantity.UpdatedWeights or Quantity.UpdatedBias => (
                [UpdateSection.Rule(context, training!)],
                Of(
                    step,
                    (k, m) => weights
                        ? UpdateSection.WeightLine(context, training!, l, k, m)
                        : UpdateSection.BiasLine(context, training!, l, k)),
                [weights ? GradientSection.WeightLine(context, l, row, column) : GradientSection.BiasLine(context, l, row)]),
            Quantity.Loss or Quantity.UpdatedLoss => ([new LossFormula(context).Rule()], _ => LossSection.Line(context), Outputs(context)),
            Quantity.OutputGradient or Quantity.Derivative =>
                throw new ArgumentException($"No report points at {step.Quantity}.", nameof(step)),
        };
    }

    private static Func<int, Formula> Of(Step step, Func<int, int, Formula> line)
        => index => line(index / step.Columns, index % step.Columns);

    /// <summary>The outputs of the layer below, of which a sum is made.</summary>
    private static IEnumerable<Formula> Inputs(TraceContext context, int l, int sample)
        => l == 0
            ? []
            : Enumerable.Range(0, context.Shown(context.Layers[l - 1].Units))
                .Select(k => ForwardSection.OutputLine(context, l - 1, sample, k));

    private static IEnumerable<Formula> Deltas(TraceContext context, int l, int unit)
        => Enumerable.Range(0, context.Samples).Select(n => DeltaSection.Line(context, l, n, unit));

    private static IEnumerable<Formula> Outputs(TraceContext context)
        => Enumerable.Range(0, context.Samples * context.Shown(context.Layers[^1].Units))
            .Select(i => Math.DivRem(i, context.Shown(context.Layers[^1].Units)))
            .Select(place => ForwardSection.OutputLine(context, context.State.Last, place.Quotient, place.Remainder));
}
