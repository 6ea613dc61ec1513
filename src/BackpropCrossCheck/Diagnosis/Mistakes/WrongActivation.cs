using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>Another function, or another slope.</summary>
internal sealed class WrongActivation : Mistake
{
    private static IEnumerable<Activation> Candidates => Activation.All;

    /// <inheritdoc/>
    public override string Cause => "wrong-activation";

    /// <inheritdoc/>
    public override string Sentence => "another activation, or another slope, is used in the layer";

    /// <inheritdoc/>
    public override string Advice => "Compare the layer's activation and its alpha on both sides.";

    /// <inheritdoc/>
    public override string Signs => "The outputs of the layer follow from its pre-activations by another function.";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Reports => ["huggingface/candle#1160", "synnada-ai/mithril#35", "tensorflow/tensorflow#47724"];

    /// <inheritdoc/>
    public override string ArgumentWord => "activation, alpha";

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(Evidence evidence)
    {
        foreach (LayerSet set in LayerSet.Of(evidence, _ => true)
            .Where(set => set.All.Select(evidence.ActivationOf).Distinct().Count() == 1))
        {
            Activation own = evidence.ActivationOf(set.All[0]);
            foreach (Activation other in Candidates.Where(other => other != own))
            {
                yield return With(set, other);
            }

            foreach (Activation other in Activation.All.Where(other => other.Alpha is not null))
            {
                if (ParameterFit.Of(evidence, alpha => Fitted(set, other, alpha), [0.1, 1]) is { } alpha && IsAnother(own, other, alpha))
                {
                    yield return Fitted(set, other, alpha);
                }
            }
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<Suspicion> SuspicionsIn(OwnSteps own)
    {
        foreach (OwnStep step in own.Wrong.Where(step => step.Step.Quantity == Quantity.Output))
        {
            Activation right = own.Evidence.ActivationOf(step.Layer);
            var layer = new LayerSet(step.Layer, [], [step.Layer]);
            foreach (Activation other in Candidates.Where(other => other != right))
            {
                yield return With(layer, other);
            }

            foreach (Activation other in Activation.All.Where(other => other.Alpha is not null))
            {
                if (LinearFit.Of(own, step, alpha => Fitted(layer, other, alpha)) is { } alpha && IsAnother(right, other, alpha))
                {
                    yield return Fitted(layer, other, alpha);
                }
            }
        }
    }

    /// <inheritdoc/>
    public override string TextOf(Suspicion suspicion, Evidence evidence)
    {
        Activation other = ((FindingArgument.Function)suspicion.Argument!).Activation;
        IEnumerable<int> layers = suspicion.Layers.Count > 0 ? suspicion.Layers : [suspicion.Layer!.Value];
        string right = string.Join(" and for ", layers.Select(layer => Name(evidence.ActivationOf(layer))).Distinct());
        return $"These numbers come out when{Place(suspicion, evidence)} {Name(other)} is used for {right}. {Advice}";
    }

    private static string Name(Activation activation)
        => activation.Name + (activation.Alpha is { } alpha ? $" with alpha {RatioText.Decimal(alpha)}" : string.Empty);

    /// <summary>Whether a slope differs from the layer's own by more than rounding to float32.</summary>
    private static bool IsAnother(Activation own, Activation other, double alpha)
        => !(own.Name == other.Name && own.Alpha is { } declared && Math.Abs(alpha - declared) <= Math.ScaleB(Math.Abs(declared), -23));

    private Suspicion With(LayerSet set, Activation activation) => new()
    {
        Mistake = this,
        Layer = set.Layer,
        Layers = set.All.Count > 1 ? set.All : [],
        Argument = new FindingArgument.Function(activation),
        First = (Quantity.Output, set.All[0]),
        Change = fixture => fixture with { Network = Replaced(fixture.Network, set, activation) },
    };

    private Suspicion Fitted(LayerSet set, Activation other, double alpha) => With(set, other.WithAlpha(alpha)) with
    {
        Parameter = alpha,
        WithParameter = value => Fitted(set, other, value),
    };

    private static Network Replaced(Network network, LayerSet set, Activation activation)
        => new(network.Layers.Select((layer, l) => set.Has(l) ? layer.With(activation) : layer));
}
