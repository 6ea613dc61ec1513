using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Engine.Optimizers;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Fixtures.Drawing;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Fuzzing;

/// <summary>Draws random networks with their data, their loss and, for one in three, a training. Not every loss is defined for the outputs
/// that are drawn.</summary>
/// <param name="options">What may be drawn.</param>
/// <param name="name">The name of every fixture.</param>
/// <param name="seed">The seed; the same seed draws the same fixtures, one after the other.</param>
internal sealed class NetworkDraw(FuzzOptions options, string name, ulong seed)
{
    private const int MostLayers = 4;
    private const int MostUnits = 5;
    private const int MostSamples = 4;

    private static readonly NumberStyle[] Styles = Enum.GetValues<NumberStyle>();
    private static readonly Reduction[] Reductions = Enum.GetValues<Reduction>();
    private static readonly double[] Alphas = [0.1, 0.25, 0.5, 1.5];
    private static readonly double[] Deltas = [0.25, 0.5, 2];
    private static readonly double[] Rates = [0.5, 0.1, 0.01];
    private static readonly double[] Strengths = [0.5, 0.1, 0.003];

    private readonly IntegerGenerator _random = new(seed);

    /// <summary>The next fixture.</summary>
    public Fixture Next()
    {
        int[] widths = [.. options.Widths ?? Widths()];
        NumberStyle style = _random.Of<NumberStyle>(Styles);
        LossTerm term = _random.Of<LossTerm>([.. options.Losses]);
        var layers = new Layer[widths.Length - 1];
        for (int l = 0; l < layers.Length; l++)
        {
            layers[l] = Layer(widths[l], widths[l + 1], style, Activated(l == layers.Length - 1 ? term : null));
        }

        int samples = 1 + _random.Below(MostSamples);
        var fixture = new Fixture
        {
            Name = name,
            Network = new Network(layers),
            Batch = new Batch(samples, Numbers(samples * widths[0], style), Labels(samples, widths[^1], term, layers[^1].Activation)),
            Loss = new Loss(
                term.Delta is not null && OneIn(2) ? term.WithDelta(_random.Of<double>(Deltas)) : term,
                _random.Of<Reduction>(Reductions)),
            Training = OneIn(3) ? Training() : null,
        };
        // It is drawn in any case, so that the same seed draws the same networks with and without it.
        Regularization regularization = OneIn(4) ? Regularization() : Engine.Regularization.None;
        return options.Regularizes ? fixture with { Regularization = regularization } : fixture;
    }

    private IEnumerable<int> Widths() => Enumerable.Range(0, 2 + _random.Below(MostLayers)).Select(_ => 1 + _random.Below(MostUnits));

    private Layer Layer(int inputs, int units, NumberStyle style, Activation activation)
    {
        double scale = style switch
        {
            NumberStyle.Large => 20,
            NumberStyle.Small => 1e-6,
            NumberStyle.Digits => 2 / Math.Sqrt(inputs),
            NumberStyle.Tenths or NumberStyle.Integers or NumberStyle.Zeros or NumberStyle.Equal => 1,
        };
        double[] weights = [.. Numbers(units * inputs, style).Select(weight => scale * weight)];
        return _random.Below(5) switch
        {
            0 or 1 => new Layer(inputs, units, weights, null, activation),
            2 => Engine.Layer.SharingBias(inputs, units, weights, Numbers(1, style)[0], activation),
            _ => new Layer(inputs, units, weights, Numbers(units, style), activation),
        };
    }

    /// <summary>An activation. Before a logarithm it is mostly one that gives probabilities, if that may be drawn.</summary>
    private Activation Activated(LossTerm? loss)
    {
        Activation[] fitting = loss is LogarithmTerm && !OneIn(4)
            ? [.. options.Activations.Where(activation => activation is Sigmoid or Softmax)]
            : [];
        Activation drawn = _random.Of<Activation>(fitting.Length > 0 ? fitting : [.. options.Activations]);
        return drawn.Alpha is not null && OneIn(2) ? drawn.WithAlpha(_random.Of<double>(Alphas)) : drawn;
    }

    private double[] Numbers(int count, NumberStyle style)
    {
        double[] numbers = new double[count];
        double same = Tenths();
        for (int i = 0; i < count; i++)
        {
            numbers[i] = style switch
            {
                NumberStyle.Tenths or NumberStyle.Large or NumberStyle.Small => Tenths(),
                NumberStyle.Digits => _random.Fraction(),
                NumberStyle.Integers => _random.Below(7) - 3,
                NumberStyle.Zeros => OneIn(2) ? 0 : Tenths(),
                NumberStyle.Equal => same,
            };
        }

        return numbers;
    }

    private double[] Labels(int samples, int units, LossTerm term, Activation last)
    {
        if (term.LabelsAreOneHot && OneIn(2))
        {
            double[] labels = new double[samples * units];
            for (int n = 0; n < samples; n++)
            {
                labels[(n * units) + _random.Below(units)] = 1;
            }

            return labels;
        }

        double[] choices = [.. (term.TypicalLabels ?? last.TypicalLabels).Where(term.IsLabel)];
        return
        [
            .. Enumerable.Range(0, samples * units).Select(_ =>
            {
                double any = Math.Round(Math.Abs(_random.Fraction()), 3);
                double typical = _random.Of<double>(choices);
                return OneIn(2) && term.IsLabel(any) ? any : typical;
            }),
        ];
    }

    private Training Training() => new(_random.Of<double>(Rates), 1 + _random.Below(3), !OneIn(4))
    {
        BySamples = OneIn(3),
        Rule = _random.Of<Optimizer>([.. Optimizer.All])
            .WithParameters(parameter => Parameter(parameter)),
    };

    private Regularization Regularization()
    {
        bool hasSquares = !OneIn(3);
        bool hasMagnitudes = !hasSquares || OneIn(2);
        return new Regularization(
            hasSquares ? _random.Of<double>(Strengths) : 0, hasMagnitudes ? _random.Of<double>(Strengths) : 0)
        {
            Half = OneIn(3),
            Biases = OneIn(3),
        };
    }

    private double Parameter(string name) => OracleTraining.IsFlag(name) ? _random.Below(2) : OneIn(2) ? 0.5 : 0.1;

    private double Tenths()
    {
        int tenths = _random.Below(20) - 10;
        return (tenths < 0 ? tenths : tenths + 1) / 10.0;
    }

    private bool OneIn(int count) => _random.Below(count) == 0;
}
