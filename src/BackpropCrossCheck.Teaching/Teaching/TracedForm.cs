using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Teaching;

/// <summary>Rounds the results of a calculation if requested, replaces them by a person's numbers if there are any, and keeps the original
/// results. For a training it keeps the first step.</summary>
internal sealed class TracedForm : ResultForm
{
    private readonly ResultForm _inner;
    private readonly FollowedForm _followed;
    private readonly Fixture _fixture;
    private readonly bool _hasUpdates;

    /// <summary>The form for a fixture.</summary>
    /// <param name="fixture">The fixture.</param>
    /// <param name="roundedTo">How many decimals every result is rounded to before it is used further; null for no rounding.</param>
    /// <param name="taken">The numbers that replace them, or null.</param>
    /// <param name="hasUpdates">Whether Δw = η δ z is a result of its own, to which w is added.</param>
    public TracedForm(Fixture fixture, int? roundedTo, TensorSet? taken = null, bool hasUpdates = false)
    {
        _fixture = fixture;
        _hasUpdates = hasUpdates && !fixture.TrainsOtherwise;
        // As in the paper, Σ_k w_km δ_k is part of the line for δ and not a result of its own. The exception is before a softmax, where
        // every δ needs all of them.
        _inner = roundedTo is { } decimals
            ? new HandRoundedForm(DecimalRounding.Of(decimals), fixture.Network, RoundedSteps.Written | RoundedSteps.Derivatives)
            : Exact;
        _followed = new FollowedForm(Taken(fixture, taken), _inner);
        Kept = new TensorSet(fixture.Layout);
        CalculatedUpdates = new TensorSet(fixture.Layout);
        Updates = new TensorSet(fixture.Layout);
    }

    /// <summary>What was calculated, before it was rounded.</summary>
    public TensorSet Calculated => _followed.Calculated;

    /// <summary>What was calculated, rounded where that is wanted.</summary>
    public TensorSet Formed => _followed.Formed;

    /// <summary>The results that are used further.</summary>
    public TensorSet Kept { get; }

    /// <summary>What the first step of the training adds to each parameter, before it is rounded. It stands at the steps of the updated
    /// parameters.</summary>
    public TensorSet CalculatedUpdates { get; }

    /// <summary>The same in the form that is added.</summary>
    public TensorSet Updates { get; }

    /// <inheritdoc/>
    public override bool DescendsOnStated => _inner.DescendsOnStated;

    /// <inheritdoc/>
    public override ResultForm BetweenSamples => _inner.BetweenSamples;

    /// <inheritdoc/>
    public override double[] Of(Step step, double[] values)
    {
        if (Kept[step] is not null)
        {
            return _inner.Of(step, values);
        }

        double[] kept = _followed.Of(step, _hasUpdates && step.Quantity.IsUpdatedParameter ? Added(step) : values);
        Kept.Set(step, [.. kept]);
        return kept;
    }

    private double[] Added(Step step)
    {
        Layer layer = _fixture.Network.Layers[step.Layer];
        double[] parameters = step.IsWeights ? layer.Weights.ToArray() : layer.CopyBias()!;
        double[] gradient = Calculated[step.IsWeights ? Quantity.WeightGradient : Quantity.BiasGradient, step.Layer]!;
        double[] updates = Array.ConvertAll(gradient, value => (-_fixture.Training!.LearningRate * value) + 0.0);
        CalculatedUpdates.Set(step, [.. updates]);
        Updates.Set(step, _inner.Of(step, updates));
        return [.. parameters.Select((parameter, i) =>
        {
            var sum = new HandSum(parameter);
            sum.Add(Updates[step]![i]);
            return sum.Value;
        })];
    }

    /// <summary>The numbers that are put in their place: after several steps of a training a person's parameters are those of the last, and
    /// the trace shows the first. What has no line is worked out again.</summary>
    private static TensorSet Taken(Fixture fixture, TensorSet? given)
    {
        var taken = new TensorSet(fixture.Layout);
        foreach (Step step in fixture.Layout.Steps)
        {
            if (given?[step] is { } numbers
                && HasLine(fixture, step)
                && (fixture.Training is null or { Steps: 1 } || !step.Quantity.IsUpdatedParameter))
            {
                taken.Set(step, numbers, given.Missing(step));
            }
        }

        return taken;
    }

    /// <summary>Δw has none, ∂E/∂z only before a softmax, and h' only if it is not simply 1.</summary>
    private static bool HasLine(Fixture fixture, Step step) => !step.Quantity.IsUpdate
        && (step.Quantity != Quantity.OutputGradient || fixture.Network.Layers[step.Layer].Activation is Softmax)
        && (step.Quantity != Quantity.Derivative || fixture.Network.Layers[step.Layer].Activation is not Linear);
}
