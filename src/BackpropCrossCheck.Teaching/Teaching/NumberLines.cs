using BackpropCrossCheck.Documents;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Teaching;

/// <summary>The lines of a worked calculation around one number: the rule, the values that the number is calculated from, its own line, and
/// the neighbouring lines.</summary>
internal static class NumberLines
{
    private static readonly Cut Short = new(Units: 8, Samples: 2, Terms: 8);

    /// <summary>The lines, in separate blocks for rules and results. Empty for a parameter without a line of its own: after several steps,
    /// or if it is not trained; and for a quantity that the trace does not show.</summary>
    /// <param name="fixture">The fixture.</param>
    /// <param name="stated">The convention in which the number is stated.</param>
    /// <param name="step">The number's tensor.</param>
    /// <param name="index">Its row-major index, from 0.</param>
    /// <param name="decimals">The number of decimals to show.</param>
    /// <param name="remark">A remark at the end of the number's own line.</param>
    public static IReadOnlyList<Block.Equations> Around(Fixture fixture, Loss stated, Step step, int index, int decimals, string remark)
    {
        // A training step always descends the fixture's loss, whatever convention its result is stated in.
        Loss loss = step.Quantity.IsUpdatedParameter ? fixture.Loss : stated;
        var options = new TraceOptions(decimals, RoundedTo: null);
        var context = new TraceContext(TracedCalculation.Of(fixture, loss, options), Short, HasBlanks: false);
        if (step.Quantity.IsUpdatedParameter
            && (fixture.Training is not { Steps: 1 } || fixture.TrainsOtherwise || !context.Calculation.Has(step.Quantity, step.Layer)))
        {
            return [];
        }

        if (step.Quantity == Quantity.UpdatedLoss)
        {
            if (context.State[Quantity.UpdatedLoss, -1] is null)
            {
                return [];
            }

            context = context with { Calculation = TracedCalculation.After(context.Calculation) };
        }

        if (Parts(context, step, index) is not var (rules, line, before))
        {
            return [];
        }

        Formula[] around =
        [
            .. Enumerable.Range(index - 1, 3)
                .Where(i => i >= 0 && i < step.Length)
                .Select(i => i == index ? Marked(line(i), remark) : line(i)),
        ];
        return [new Block.Equations([.. rules]), new Block.Equations([.. before, .. around])];
    }

    private static Formula Marked(Formula line, string remark) => Formula.Of(line, new Formula.Words(remark));

    private static (
        IEnumerable<Formula> Rules, Func<int, Formula> Line, IEnumerable<Formula> Before)? Parts(TraceContext context, Step step, int index)
    {
        int l = step.Layer;
        (int row, int column) = Math.DivRem(index, step.Columns);
        bool weights = step.IsWeights;
        Quantity quantity = step.Quantity;
        Training? training = context.State.Fixture.Training;
        if (quantity == Quantity.PreActivation)
        {
            return (
                ForwardSection.Rules(context, l).Take(1),
                Of(step, (n, k) => ForwardSection.PreActivationLine(context, l, n, k)),
                Inputs(context, l, row));
        }

        if (quantity == Quantity.Output)
        {
            return (
                ForwardSection.Rules(context, l),
                Of(step, (n, k) => ForwardSection.OutputLine(context, l, n, k)),
                [ForwardSection.PreActivationLine(context, l, row, column)]);
        }

        if (quantity == Quantity.Delta)
        {
            return (
                [DeltaFormula.Rule(context, l)],
                Of(step, (n, k) => DeltaSection.Line(context, l, n, k)),
                DeltaSection.Preparation(context, l, row, column) is { } preparation ? [preparation] : []);
        }

        if (quantity.IsGradient)
        {
            return (
                weights ? GradientSection.Rules(context, l).Take(1) : GradientSection.Rules(context, l).Skip(1),
                Of(step, (k, m) => weights ? GradientSection.WeightLine(context, l, k, m) : GradientSection.BiasLine(context, l, k)),
                Deltas(context, l, row));
        }

        if (quantity == Quantity.InputGradient)
        {
            return (
                [InputGradientSection.Rule(context)],
                Of(step, (n, m) => InputGradientSection.Line(context, n, m)),
                Enumerable.Range(0, context.Shown(context.Layers[0].Units)).Select(k => DeltaSection.Line(context, 0, row, k)));
        }

        if (quantity.IsUpdatedParameter)
        {
            return (
                [UpdateSection.Rule(training!)],
                Of(
                    step,
                    (k, m) => weights
                        ? UpdateSection.WeightLine(context, training!, l, k, m)
                        : UpdateSection.BiasLine(context, training!, l, k)),
                [weights ? GradientSection.WeightLine(context, l, row, column) : GradientSection.BiasLine(context, l, row)]);
        }

        return quantity == Quantity.Loss || quantity == Quantity.UpdatedLoss
            ? ([new LossFormula(context).Rule()], _ => LossSection.Line(context), Outputs(context))
            : null;
    }

    private static Func<int, Formula> Of(Step step, Func<int, int, Formula> line)
        => index => line(index / step.Columns, index % step.Columns);

    /// <summary>The outputs of the layer below that go into a sum.</summary>
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
