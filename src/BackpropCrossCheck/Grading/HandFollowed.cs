using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Grading;

/// <summary>What every number of a hand calculation should be if it is calculated from the person's own earlier numbers.</summary>
/// <remarks>A person may calculate h' from the pre-activation or from the output (in the paper, 1 − 0.93²), and a cross-entropy from
/// either. They may also round or cut off h' and ∂L/∂z, which no entry states. A number that is not given is replaced by the one that
/// follows from the earlier ones, not rounded.</remarks>
/// <param name="fixture">The fixture.</param>
/// <param name="given">The person's numbers.</param>
/// <param name="loss">The convention they are stated in.</param>
internal sealed class HandFollowed(Fixture fixture, TensorSet given, Loss loss)
{
    private readonly TensorSet[]?[] _roundedFactors = new TensorSet[]?[(int)RoundingWay.CutOff + 1];
    private readonly TensorSet[]?[] _roundedResults = new TensorSet[]?[(int)RoundingWay.CutOff + 1];
    private TensorSet? _fromPreActivations;
    private TensorSet? _fromOutputs;

    // Worked out for the first number that is not simply right.
    private TensorSet FromPreActivations
        => _fromPreActivations ??= Calculate(fixture, given, loss, fromOutputs: false, ResultForm.Exact);

    private TensorSet FromOutputs => _fromOutputs ??= Calculate(fixture, given, loss, fromOutputs: true, ResultForm.Exact);

    /// <summary>What a number should be from the person's earlier ones; null where it cannot be followed. Of the two ways to work out h'
    /// the one whose numbers the person gives, the pre-activation's where both are given.</summary>
    /// <param name="step">The step.</param>
    /// <param name="index">The row-major index in the step's tensor.</param>
    public double? Expected(Step step, int index)
    {
        bool outputsOnly = step.Layer >= 0 && !Gives(given.Layout.PreActivation(step.Layer)) && Gives(given.Layout.Output(step.Layer));
        return (outputsOnly ? FromOutputs : FromPreActivations)[step]?[index];
    }

    /// <summary>The possible values of a number according to the person's earlier ones, without any rounding.</summary>
    /// <param name="step">The step.</param>
    /// <param name="index">The row-major index in the step's tensor.</param>
    public IEnumerable<double> Exact(Step step, int index) => Numbers([FromPreActivations, FromOutputs], step, index);

    /// <summary>The possible values of a number according to the person's earlier ones, with h' and possibly ∂L/∂z rounded.</summary>
    /// <param name="rounding">To how many digits, and in which way.</param>
    /// <param name="step">The step.</param>
    /// <param name="index">The row-major index in the step's tensor.</param>
    public IEnumerable<double> WithRoundedFactors(NumberRounding rounding, Step step, int index)
        => Numbers(
            _roundedFactors[(int)rounding.Way] ??= [.. Rounded(rounding, RoundedSteps.Derivatives, RoundedSteps.Factors)], step, index);

    /// <summary>The possible values of a number according to the person's earlier ones, with what they do not give rounded.</summary>
    /// <param name="rounding">To how many digits, and in which way.</param>
    /// <param name="step">The step.</param>
    /// <param name="index">The row-major index in the step's tensor.</param>
    public IEnumerable<double> WithRoundedResults(NumberRounding rounding, Step step, int index)
        => Numbers(_roundedResults[(int)rounding.Way] ??= [.. Rounded(rounding, RoundedSteps.Written, RoundedSteps.All)], step, index);

    private IEnumerable<TensorSet> Rounded(NumberRounding rounding, params RoundedSteps[] choices)
    {
        foreach (HandRoundedForm form in choices.SelectMany(steps => HandRoundedForm.Ways(rounding, fixture, steps)))
        {
            yield return Calculate(fixture, given, loss, fromOutputs: false, form);
            yield return Calculate(fixture, given, loss, fromOutputs: true, form);
        }
    }

    private static TensorSet Calculate(Fixture fixture, TensorSet given, Loss loss, bool fromOutputs, ResultForm between)
        => FollowedForm.Of(fixture, loss, given, new HandSteps(fromOutputs), between).Calculated;

    private bool Gives(Step step)
    {
        bool gives = false;
        for (int i = 0; i < step.Length && !gives; i++)
        {
            gives = given.Has(step, i);
        }

        return gives;
    }

    private static IEnumerable<double> Numbers(TensorSet[] sets, Step step, int index)
    {
        foreach (TensorSet set in sets)
        {
            if (set[step] is { } values)
            {
                yield return values[index];
            }
        }
    }
}
