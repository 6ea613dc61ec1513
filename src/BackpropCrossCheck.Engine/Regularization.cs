using System.Runtime.CompilerServices;
using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Engine;

/// <summary>What is added to the loss for the size of the weights: λ·Σw² + μ·Σ|w| over all layers, as Keras's regularizers do. It is not
/// part of the loss convention: no reduction divides it.</summary>
/// <param name="L2">λ, finite and at least 0.</param>
/// <param name="L1">μ, finite and at least 0.</param>
/// <exception cref="ArgumentOutOfRangeException">λ or μ is negative or not finite.</exception>
public sealed record Regularization(double L2, double L1)
{
    /// <summary>No regularization.</summary>
    public static Regularization None { get; } = new(0, 0);

    /// <summary>λ, finite and at least 0.</summary>
    public double L2 { get; init => field = Checked(value); } = Checked(L2);

    /// <summary>μ, finite and at least 0.</summary>
    public double L1 { get; init => field = Checked(value); } = Checked(L1);

    /// <summary>True for ½λ·Σw² in place of λ·Σw².</summary>
    public bool Half { get; init; }

    /// <summary>True if the biases are regularized like the weights. A bias that the units of a layer share counts once.</summary>
    public bool Biases { get; init; }

    /// <summary>Whether nothing is added.</summary>
    public bool IsNone => L2 == 0 && L1 == 0;

    /// <summary>The factor of w²: λ or ½λ.</summary>
    public double OfSquares => Half ? L2 / 2 : L2;

    /// <summary>What is added to the loss of a network.</summary>
    /// <param name="network">The network.</param>
    public double Of(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        double sum = 0;
        foreach (Layer layer in IsNone ? [] : network.Layers)
        {
            sum += Of(layer.Weights);
            sum += Biases ? Of(layer.Bias[..layer.BiasParameters]) : 0;
        }

        return sum;
    }

    /// <summary>What a parameter adds to its own ∂L/∂w: 2λ·w, or λ·w with <see cref="Half"/>, and μ with the sign of w; the derivative of
    /// |w| at 0 is 0.</summary>
    /// <param name="parameter">w.</param>
    public double Derivative(double parameter) => (2 * OfSquares * parameter) + (parameter > 0 ? L1 : parameter < 0 ? -L1 : 0);

    /// <summary>Adds what the parameters contribute to their gradient.</summary>
    /// <param name="parameters">The weights of a layer, or its biases if those are regularized.</param>
    /// <param name="gradient">∂L/∂w, one number for each parameter; added to.</param>
    public void AddTo(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        for (int i = 0; i < gradient.Length && !IsNone; i++)
        {
            gradient[i] += Derivative(parameters[i]);
        }
    }

    private double Of(ReadOnlySpan<double> parameters)
    {
        double squares = 0;
        double magnitudes = 0;
        foreach (double parameter in parameters)
        {
            squares += parameter * parameter;
            magnitudes += Math.Abs(parameter);
        }

        // An infinite sum of squares must not make NaN of a λ that is 0.
        return (L2 == 0 ? 0 : OfSquares * squares) + (L1 == 0 ? 0 : L1 * magnitudes);
    }

    private static double Checked(double value, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        Guard.NotNegative(value, name);
        return value;
    }
}
