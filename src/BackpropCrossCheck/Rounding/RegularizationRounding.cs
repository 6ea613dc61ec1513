using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Rounding;

/// <summary>What a regularization adds to ρ of the loss and of the gradients.</summary>
/// <remarks>λ, μ and the parameters are rounded on the way in. Then 2λw is rounded once more, the sum Σw² as often as it has terms, and
/// each addition to the loss or to the gradient once; a program may also add term by term to the loss. The sign of a parameter that the
/// format may take for 0 may be lost, and μ with it.</remarks>
/// <param name="regularization">What is added to the loss.</param>
/// <param name="format">The format that rounds.</param>
internal sealed class RegularizationRounding(Regularization regularization, FormatRounding format)
{
    /// <summary>The part that counts of what can be lost when terms are added one by one; the rule allows four times as much, which is all
    /// of it. As with equal terms, every rounding goes the same way: a large loss takes up none of many small terms.</summary>
    private const double LostOneByOne = 0.25;

    private readonly double _u = format.UnitRoundoff;
    private readonly double _squares = regularization.OfSquares;
    private readonly int _terms = (regularization.L2 == 0 ? 0 : 1) + (regularization.L1 == 0 ? 0 : 1);

    /// <summary>The same for biases, which may not be regularized.</summary>
    public RegularizationRounding OfBiases
        => regularization.Biases ? this : new RegularizationRounding(Regularization.None, format);

    /// <summary>Adds to ρ of a gradient.</summary>
    /// <param name="rho">ρ(∂L/∂w) without the regularization; added to. Infinite where the way to it passes the largest number of the
    /// format.</param>
    /// <param name="parameters">w, a number for each of the gradient's.</param>
    /// <param name="gradient">∂L/∂w, with what the regularization adds.</param>
    public void AddTo(Span<double> rho, ReadOnlySpan<double> parameters, ReadOnlySpan<double> gradient)
    {
        for (int i = 0; i < rho.Length && _terms > 0; i++)
        {
            rho[i] += OfGradient(parameters[i], gradient[i]);
        }
    }

    /// <summary>What is added to ρ(L).</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">L without the regularization.</param>
    public double OfValue(Network network, double data)
    {
        if (_terms == 0)
        {
            return 0;
        }

        double squares = 0;
        double magnitudes = 0;
        double inherited = 0;
        long count = 0;
        int tensors = 0;
        foreach (Layer layer in network.Layers)
        {
            Add(layer.Weights);
            Add(regularization.Biases ? layer.Bias[..layer.BiasParameters] : []);
        }

        double value = (_squares == 0 ? 0 : _squares * squares) + (regularization.L1 == 0 ? 0 : regularization.L1 * magnitudes);
        double own = (format.OfInput(_squares) * squares) + (format.OfInput(regularization.L1) * magnitudes) + ((count + 4) * _u * value);
        double flushed = (count * _squares * format.FlushLevel) + format.FlushLevel;
        double rounded = _u * (Math.Abs(data) + value);
        double added = (tensors * rounded) + (LostOneByOne * OneByOne(network, rounded));
        return format.UnlessOverflow(
            inherited + own + flushed + added, Math.Max(Math.Abs(data) + value, Math.Max(_squares == 0 ? 0 : squares, magnitudes)));

        void Add(ReadOnlySpan<double> parameters)
        {
            tensors += parameters.IsEmpty ? 0 : _terms;
            count += parameters.Length;
            foreach (double w in parameters)
            {
                double rho = format.OfInput(w);
                squares += w * w;
                magnitudes += Math.Abs(w);
                inherited += ((2 * _squares * Math.Abs(w)) + regularization.L1) * rho;
            }
        }
    }

    /// <summary>What is lost at most where each term is added to the loss by itself: of each no more than one rounding of the loss, and no
    /// more than the term.</summary>
    /// <param name="network">The network.</param>
    /// <param name="rounded">One rounding of the loss.</param>
    private double OneByOne(Network network, double rounded)
    {
        double sum = 0;
        foreach (Layer layer in network.Layers)
        {
            Add(layer.Weights);
            Add(regularization.Biases ? layer.Bias[..layer.BiasParameters] : []);
        }

        return sum;

        void Add(ReadOnlySpan<double> parameters)
        {
            foreach (double w in parameters)
            {
                sum += Math.Min(rounded, _squares * w * w) + Math.Min(rounded, regularization.L1 * Math.Abs(w));
            }
        }
    }

    private double OfGradient(double parameter, double gradient)
    {
        double w = Math.Abs(parameter);
        double ofSquares = 2 * _squares * w;
        double ofMagnitudes = w == 0 ? 0 : regularization.L1;
        double lost = w < format.SmallestNormal ? ofMagnitudes : format.OfInput(ofMagnitudes);
        double inherited = (2 * _squares * format.OfInput(w)) + (2 * w * format.OfInput(_squares)) + lost;
        // The last addition rounds the gradient itself, the one before it at most that and one of the terms.
        double added = (_terms * Math.Abs(gradient)) + (_terms > 1 ? Math.Max(ofSquares, ofMagnitudes) : 0);
        double rho = inherited + (_u * (ofSquares + added)) + format.FlushLevel;
        return format.UnlessOverflow(rho, Math.Max(Math.Max(2 * w, ofSquares + ofMagnitudes), Math.Abs(gradient)));
    }
}
