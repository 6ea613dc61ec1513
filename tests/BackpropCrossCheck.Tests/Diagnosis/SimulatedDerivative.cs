using BackpropCrossCheck.Engine.Activations;

namespace BackpropCrossCheck.Tests.Diagnosis;

/// <summary>Formulas that are taken for h', every operation rounded.</summary>
/// <param name="activation">The activations.</param>
/// <param name="round">The rounding of the format.</param>
internal sealed class SimulatedDerivative(SimulatedActivation activation, Func<double, double> round)
{
    /// <summary>The formulas that are planted.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "z", "1 − z", "−z²", "1 − z²", "z(1 − z)", "z(1 + z)", "a", "1 − a²", "a(1 − a)", "h'(a)²", "h'(Σ w δ)", "1 − h'(a)",
        "tanh'(a)", "sigmoid'(a)", "relu'(a)", "softplus'(a)", "gelu'(a)",
    ];

    /// <summary>The value of a formula.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="own">The layer's activation.</param>
    /// <param name="a">The pre-activation.</param>
    /// <param name="z">The output.</param>
    /// <param name="s">∂L/∂z.</param>
    public double Value(string formula, Activation own, double a, double z, double s) => formula switch
    {
        "z" => z,
        "1 − z" => round(1 - z),
        "−z²" => -round(z * z),
        "z²" => round(z * z),
        "1 − z²" => round(1 - round(z * z)),
        "z(1 − z)" => round(z * round(1 - z)),
        "z(1 + z)" => round(z * round(1 + z)),
        "a" => a,
        "1 − a²" => round(1 - round(a * a)),
        "a(1 − a)" => round(a * round(1 - a)),
        "h'(a)²" => round(activation.Derivative(own, a) * activation.Derivative(own, a)),
        "h'(Σ w δ)" => activation.Derivative(own, s),
        "1 − h'(a)" => round(1 - activation.Derivative(own, a)),
        "1/h'(a)" => round(1 / activation.Derivative(own, a)),
        _ => Activation.All.FirstOrDefault(other => $"{other.Name}'(a)" == formula) is { } other and not Softmax
            ? activation.Derivative(other, a)
            : activation.Derivative(own, a),
    };
}
