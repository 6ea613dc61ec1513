using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Tests.Diagnosis;

/// <summary>Draws mistakes for a network.</summary>
/// <param name="random">The random numbers.</param>
/// <param name="fixture">The network and its batch.</param>
internal sealed class MistakeDraw(Random random, Fixture fixture)
{
    private int Last => fixture.Network.Layers.Count - 1;

    private int Samples => fixture.Batch.Samples;

    private bool IsFused => LossFunction.IsFused(fixture.Loss, fixture.Network.Layers[Last].Activation);

    public static Activation Activated(ActivationKind kind, Random random)
        => Activation.Of(kind).Alpha is not null ? Activation.Of(kind, Math.Round(0.05 + random.NextDouble(), 2)) : Activation.Of(kind);

    /// <summary>A mistake of a cause; null if the network has no place for it.</summary>
    public Planting? Of(string cause)
    {
        int layer = random.Next(Last + 1);
        return OfForward(cause, layer) ?? OfLoss(cause) ?? OfDelta(cause, layer) ?? OfGradient(cause, layer) ?? OfNumbers(cause);
    }

    private Planting? OfForward(string cause, int layer)
    {
        Layer of = fixture.Network.Layers[layer];
        return cause switch
        {
            "bias-ignored" when of.HasBias => new Planting(cause, layer),
            "weights-transposed-forward" when of is { Inputs: > 1, Units: > 1 } =>
                new Planting(cause, layer, Variant: random.Next(Planting.Variants)),
            "wrong-activation" => Another(of.Activation) is { } other ? new Planting(cause, layer, 0, other) : null,
            "softmax-axis" when of.Activation is Softmax && Samples > 1 =>
                new Planting(cause, layer, Words: random.Next(2) == 0 ? "samples" : "batch"),
            _ => null,
        };
    }

    private Planting? OfLoss(string cause) => cause switch
    {
        "loss-convention" => Convention() is { } factor ? new Planting(cause, null, factor) : null,
        "loss-value-only" => new Planting(cause, null, OneOf(2, 0.5, Samples, 1.0 / Samples, fixture.Network.Outputs)),
        "other-loss" => new Planting(cause, Words: OneOf([.. OtherLosses()]), Variant: random.Next(3)),
        "other-labels" => Labels(OneOf([.. SimulatedLabels.All]), random.Next(3)),
        "epsilon-in-logarithm" => new Planting(cause, null, OneOf(1e-2, 1e-3, 1e-4, 1e-5, 1e-7), Variant: random.Next(3)),
        "clipped-probability" => new Planting(cause, null, OneOf(1e-2, 1e-3, 1e-4, 1e-5, 1e-7), Variant: random.Next(4)),
        "output-for-error" when IsFused || fixture.Loss.Kind is LossKind.HalfSquaredError or LossKind.SquaredError =>
            new Planting(cause, Words: OneOf("y", "t", "−t"), Variant: random.Next(3)),
        "output-derivative-twice" or "activation-applied-twice" when IsFused => new Planting(cause, Last),
        "all-zero" => new Planting(cause, Variant: random.Next(3)),
        _ => null,
    };

    private Planting? OfDelta(string cause, int layer)
    {
        Layer of = fixture.Network.Layers[layer];
        bool hasDerivative = of.Activation is not Linear && !(layer == Last && IsFused);
        return cause switch
        {
            "sign-flipped" => new Planting(cause, Last > 0 && random.Next(2) == 0 ? layer : null, -1),
            "missing-activation-derivative" or "derivative-at-output" when hasDerivative => new Planting(cause, layer),
            "derivative-formula-on-preactivation" when hasDerivative
                && of.Activation.Kind is not (ActivationKind.Swish or ActivationKind.Gelu) => new Planting(cause, layer),
            "softmax-diagonal-only" when of.Activation is Softmax => new Planting(cause, layer),
            "wrong-derivative" when hasDerivative && of.Activation is not Softmax =>
                new Planting(cause, layer, Words: OneOf([.. SimulatedDerivative.All])),
            "kink-convention" => new Planting(cause, layer, OneOf(1, 0.5)),
            "incoming-gradient-ignored" when hasDerivative && of.Activation is not Softmax => new Planting(cause, layer),
            "weights-ignored" when layer < Last => new Planting(cause, layer),
            "overwritten-gradient" when layer < Last && fixture.Network.Layers[layer + 1].Units > 1 =>
                random.Next(2) == 0 || Samples == 1 ? new Planting(cause, layer) : new Planting(cause, Variant: 1),
            "error-sent-back" when layer > 0 && hasDerivative => new Planting(cause, layer),
            "transposed-weights" when layer > 0 && of.Inputs == of.Units => new Planting(cause, layer),
            "updated-weights" when Last > 0 => new Planting(cause, null, Rate()),
            _ => null,
        };
    }

    private Planting? OfGradient(string cause, int layer)
    {
        Layer of = fixture.Network.Layers[layer];
        return cause switch
        {
            "transposed-gradient" when of is { Inputs: > 1, Units: > 1 } => new Planting(cause, layer),
            "preactivation-as-input" or "activation-applied-to-stored-output" when layer > 0 => new Planting(cause, layer),
            "network-input-as-input" when layer > 0 && of.Inputs == fixture.Network.Inputs => new Planting(cause, layer),
            "bias-gradient-zero" or "bias-gradient-row-sum" or "bias-gradient-value" or "bias-gradient-one" when of.HasBias =>
                new Planting(cause, layer),
            "bias-gradient-averaged" when of.HasBias && Samples > 1 => new Planting(cause, layer),
            "bias-gradient-summed-over-units" when of is { HasBias: true, Units: > 1 } => new Planting(cause, layer),
            "bias-gradient-one-sample" when of.HasBias && Samples > 1 => new Planting(cause, layer, random.Next(Samples) + 1),
            "updated-weights-reported" => new Planting(cause, null, Rate()),
            "weight-decay" => new Planting(cause, null, Rate(), Variant: random.Next(3)),
            "single-sample" when Samples > 1 => new Planting(cause, null, random.Next(Samples) + 1),
            "sample-left-out" when Samples > 1 => new Planting(cause, null, random.Next(Samples) + 1, Variant: random.Next(3)),
            "mean-of-micro-batches" when Samples > 2 && random.Next(2, Samples) is var size && Samples % size != 0 =>
                new Planting(cause, null, size, Variant: random.Next(2)),
            "uniform-factor" => new Planting(cause, null, Math.Pow(10, (random.NextDouble() * 2) - 1)),
            "applied-after-delta" => new Planting(cause, null, OneOf(2, 3, 4, 1.0 / Samples)),
            "scaled-tensor" when of.Units > 1 =>
                new Planting(cause, layer, Math.Pow(10, (random.NextDouble() * 2) - 1), Variant: random.Next(of.HasBias ? 2 : 1)),
            "clipped-by-norm" or "clipped-by-value" => Clipped(cause),
            _ => null,
        };
    }

    private Planting? OfNumbers(string cause) => cause switch
    {
        "rounded-intermediates" or "truncated-intermediates" => new Planting(cause, null, random.Next(2, 5)),
        "printed-digits" => new Planting(cause, null, random.Next(2, 5)),
        "bfloat16" or "half-precision" or "single-precision" => new Planting(cause),
        _ => null,
    };

    /// <summary>A limit of one digit that some gradients exceed.</summary>
    private Planting? Clipped(string cause)
    {
        TensorSet right = Simulation.Of(fixture, isSingle: false);
        double[][] tensors = [.. fixture.Layout.Steps.Where(step => step.IsGradient).Select(step => right[step]).OfType<double[]>()];
        double[] all = [.. tensors.SelectMany(values => values)];
        bool isEach = random.Next(2) == 0;
        double range = cause == "clipped-by-value" ? all.Max(Math.Abs)
            : isEach ? tensors.Max(Norm)
            : Norm(all);
        double limit = range * (0.1 + (0.8 * random.NextDouble()));
        if (!(limit is > 1e-9 and < 1e9))
        {
            return null;
        }

        double unit = Math.Pow(10, Math.Floor(Math.Log10(limit)));
        double round = (double)((decimal)Math.Floor(limit / unit) * (decimal)unit);
        bool isSaid = cause != "clipped-by-value" || all.Count(x => Math.Abs(x) > round) > 1;
        return round > 0 && isSaid ? new Planting(cause, null, round, Variant: isEach ? 1 : 0) : null;
    }

    private static double Norm(double[] values) => Math.Sqrt(values.Sum(x => x * x));

    private IEnumerable<string> OtherLosses()
    {
        bool isProbability = fixture.Network.Layers[Last].Activation is Sigmoid or Softmax;
        string[] squared = ["half-squared-error", "squared-error"];
        string[] entropies = isProbability ? ["binary-cross-entropy", "categorical-cross-entropy"] : [];
        return fixture.Loss.IsCrossEntropy
            ? squared.Concat(entropies.Where(name => name != fixture.Loss.Term.Name)).Append("absolute-error")
            : entropies.Concat(["absolute-error", "log-cosh", "hinge"]);
    }

    /// <summary>Every label against every output is in the value and in the gradient, since both come from one difference.</summary>
    private static Planting Labels(string which, int variant)
        => new("other-labels", Words: which, Variant: which == "every label against every output" ? 0 : variant);

    private T OneOf<T>(params T[] values) => values[random.Next(values.Length)];

    private double Rate() => Math.Pow(10, -2 * random.NextDouble());

    private double? Convention()
    {
        bool isSquared = fixture.Loss.Kind is LossKind.HalfSquaredError or LossKind.SquaredError;
        var other = new Loss(isSquared ? ((LossKind)random.Next(2)).Term : fixture.Loss.Term, (Reduction)random.Next(4));
        double factor = fixture.Loss.FactorTo(other, Samples, fixture.Network.Outputs);
        return factor == 1 ? null : factor;
    }

    private Activation? Another(Activation own)
    {
        Activation other = Activated((ActivationKind)random.Next(11), random);
        return other.Kind == own.Kind && own.Alpha is null ? null : other;
    }
}
