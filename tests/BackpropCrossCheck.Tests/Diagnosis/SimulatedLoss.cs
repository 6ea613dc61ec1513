using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Tests.Diagnosis;

/// <summary>Terms of the loss and their derivatives, every operation rounded, with mistakes.</summary>
/// <param name="fixture">The fixture.</param>
/// <param name="mistakes">The mistakes.</param>
/// <param name="round">The rounding of the format.</param>
internal sealed class SimulatedLoss(Fixture fixture, PlantedMistakes mistakes, Func<double, double> round)
{
    private readonly SimulatedActivation _activation = new(round);
    private readonly SimulatedLabels _labels = new(fixture, mistakes, round);

    /// <summary>Whether δ of the last layer is worked out of ∂L/∂y although it is y − t.</summary>
    public bool HasOwnSlope => mistakes.In("other-loss", 0, 2) is not null || mistakes.In("epsilon-in-logarithm", 0, 2) is not null
        || mistakes.In("clipped-probability", 0, 3) is not null || Label("every label against every output") is not null;

    /// <summary>The label of an output in δ.</summary>
    public double LabelInGradient(int n, int k) => _labels.Of(n, k, inValue: false);

    /// <summary>One term of the sum.</summary>
    /// <param name="y">The outputs of each sample.</param>
    /// <param name="a">The pre-activations of each sample, where the loss is worked out of them.</param>
    /// <param name="n">The sample.</param>
    /// <param name="k">The unit.</param>
    public double Term(double[][] y, double[][]? a, int n, int k) => Label("every label against every output") is { Variant: not 1 }
        ? OfAll(y.Length, m => Term(y[n][k], null, k, _labels.Declared(m, k)))
        : Term(y[n][k], a?[n], k, _labels.Of(n, k, inValue: true));

    /// <summary>∂L/∂y, without the factor of the reduction.</summary>
    public double Slope(double y, int n, int k)
    {
        if (Label("every label against every output") is { Variant: not 2 })
        {
            return OfAll(fixture.Batch.Samples, m => Slope(fixture.Loss.Kind, y, _labels.Declared(m, k)));
        }

        double t = _labels.Of(n, k, inValue: false);
        if (mistakes.In("other-loss", 0, 2) is { } other)
        {
            return OtherSlope(other.Words!, y, t);
        }

        if (mistakes.In("epsilon-in-logarithm", 0, 2) is { Number: var epsilon })
        {
            double beside = fixture.Loss.Kind == LossKind.BinaryCrossEntropy ? round(round(1 - t) / round(round(1 - y) + epsilon)) : 0;
            return round(beside - round(t / round(y + epsilon)));
        }

        return mistakes.In("clipped-probability", 0, 3) is { } clip && Clipped(clip.Number, y) != y ? 0 : Slope(fixture.Loss.Kind, y, t);
    }

    /// <summary>The error y − t in δ of the last layer.</summary>
    /// <param name="y">The output.</param>
    /// <param name="labels">The sum of the sample's labels where softmax multiplies by it; otherwise 1.</param>
    /// <param name="t">The label.</param>
    public double Error(double y, double labels, double t)
    {
        double seen = round(labels * (mistakes.In("clipped-probability", 1) is { } clip ? Clipped(clip.Number, y) : y));
        return mistakes.Of("output-for-error")?.Words switch
        {
            null => round(seen - t),
            "y" => y,
            "t" => t,
            _ => -t,
        };
    }

    private Planting? Label(string which) => mistakes.Of("other-labels") is { } mistake && mistake.Words == which ? mistake : null;

    private double OfAll(int samples, Func<int, double> term)
    {
        double sum = 0;
        for (int m = 0; m < samples; m++)
        {
            sum = round(sum + term(m));
        }

        return fixture.Loss.Reduction is Reduction.MeanOverSamples or Reduction.MeanOverElements ? round(sum / samples) : sum;
    }

    private double Clipped(double epsilon, double y) => Math.Clamp(y, round(epsilon), round(1 - round(epsilon)));

    private double Term(double y, double[]? a, int k, double t)
    {
        if (mistakes.In("other-loss", 0, 1) is { } other)
        {
            return OtherTerm(other.Words!, y, t);
        }

        if (mistakes.In("epsilon-in-logarithm", 0, 1) is { Number: var epsilon })
        {
            return Ended(round(y + epsilon), round(round(1 - y) + epsilon), t);
        }

        if (mistakes.In("clipped-probability", 0, 1, 2) is { } clip)
        {
            double seen = Clipped(clip.Number, y);
            return Ended(seen, round(1 - seen), t);
        }

        return a is null ? Term(fixture.Loss.Kind, y, t)
            : fixture.Loss.Kind == LossKind.BinaryCrossEntropy
                ? round(round(t * Softplus(-a[k])) + round(round(1 - t) * Softplus(a[k])))
                : round(t * round(round(a.Max() - a[k]) + round(Math.Log(a.Sum(x => Math.Exp(x - a.Max()))))));
    }

    private double Ended(double inside, double beside, double t) => round(
        -round(t * round(Math.Log(inside)))
            - (fixture.Loss.Kind == LossKind.BinaryCrossEntropy ? round(round(1 - t) * round(Math.Log(beside))) : 0));

    private double Softplus(double a) => _activation.Value(new Softplus(), a);

    private double Term(LossKind kind, double y, double t) => kind switch
    {
        LossKind.HalfSquaredError => round(0.5 * round(round(y - t) * round(y - t))),
        LossKind.SquaredError => round(round(y - t) * round(y - t)),
        LossKind.BinaryCrossEntropy => round(-round(t * round(Math.Log(y))) - round(round(1 - t) * round(Math.Log(1 - y)))),
        LossKind.CategoricalCrossEntropy => -round(t * round(Math.Log(y))),
        LossKind.AbsoluteError => Math.Abs(round(y - t)),
        LossKind.Huber => Math.Abs(y - t) <= 1 ? round(0.5 * round(round(y - t) * round(y - t))) : round(Math.Abs(round(y - t)) - 0.5),
        LossKind.LogCosh => round(Math.Log(round(Math.Cosh(round(y - t))))),
        LossKind.Hinge => Math.Max(0, round(1 - round(t * y))),
        LossKind.KullbackLeibler => t == 0 ? 0 : round(t * round(Math.Log(round(t / y)))),
        var other => throw new ArgumentOutOfRangeException(nameof(kind), other, null),
    };

    private double Slope(LossKind kind, double y, double t) => kind switch
    {
        LossKind.HalfSquaredError => Error(y, 1, t),
        LossKind.SquaredError => round(2 * Error(y, 1, t)),
        LossKind.BinaryCrossEntropy => round(round(round(1 - t) / round(1 - y)) - round(t / y)),
        LossKind.CategoricalCrossEntropy or LossKind.KullbackLeibler => -round(t / y),
        LossKind.AbsoluteError => Math.Sign(y - t),
        LossKind.Huber => Math.Clamp(Error(y, 1, t), -1, 1),
        LossKind.LogCosh => round(Math.Tanh(Error(y, 1, t))),
        LossKind.Hinge => t * y <= 1 ? -t : 0,
        var other => throw new ArgumentOutOfRangeException(nameof(kind), other, null),
    };

    private double OtherTerm(string name, double y, double t) => name switch
    {
        "half-squared-error" => Term(LossKind.HalfSquaredError, y, t),
        "squared-error" => Term(LossKind.SquaredError, y, t),
        "binary-cross-entropy" => Term(LossKind.BinaryCrossEntropy, y, t),
        "categorical-cross-entropy" => Term(LossKind.CategoricalCrossEntropy, y, t),
        "absolute-error" => Math.Abs(round(y - t)),
        "log-cosh" => round(Math.Log(round(Math.Cosh(round(y - t))))),
        "hinge" => Math.Max(0, round(1 - round(t * y))),
        _ => t == 0 ? 0 : -round(Math.Log(y)),
    };

    private double OtherSlope(string name, double y, double t) => name switch
    {
        "half-squared-error" => Slope(LossKind.HalfSquaredError, y, t),
        "squared-error" => Slope(LossKind.SquaredError, y, t),
        "binary-cross-entropy" => Slope(LossKind.BinaryCrossEntropy, y, t),
        "categorical-cross-entropy" => Slope(LossKind.CategoricalCrossEntropy, y, t),
        "absolute-error" => Math.Sign(y - t),
        "log-cosh" => round(Math.Tanh(round(y - t))),
        "hinge" => round(t * y) < 1 ? -t : 0,
        _ => t == 0 ? 0 : -round(1 / y),
    };
}
