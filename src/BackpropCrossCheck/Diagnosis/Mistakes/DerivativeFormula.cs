using BackpropCrossCheck.Engine.Activations;

namespace BackpropCrossCheck.Diagnosis.Mistakes;

/// <summary>A formula that somebody puts in for h'(a).</summary>
/// <param name="Name">The formula in words: "1 − z".</param>
/// <param name="Value">Works it out.</param>
internal sealed record DerivativeFormula(string Name, Func<ElementwiseActivation, UnitNumbers, double> Value)
{
    /// <summary>Whether textbooks have the formula for some activation, so that few digits are evidence enough.</summary>
    public bool IsCommon { get; init; }

    /// <summary>Formulas for any activation.</summary>
    private static readonly DerivativeFormula[] General =
    [
        new("z", (_, unit) => unit.Z) { IsCommon = true },
        new("1 − z", (_, unit) => 1 - unit.Z) { IsCommon = true },
        new("−z²", (_, unit) => -unit.Z * unit.Z) { IsCommon = true },
        new("z²", (_, unit) => unit.Z * unit.Z),
        new("1 − z²", (_, unit) => 1 - (unit.Z * unit.Z)) { IsCommon = true },
        new("z(1 − z)", (_, unit) => unit.Z * (1 - unit.Z)) { IsCommon = true },
        new("z(1 + z)", (_, unit) => unit.Z * (1 + unit.Z)),
        new("a", (_, unit) => unit.A),
        new("1 − a²", (_, unit) => 1 - (unit.A * unit.A)),
        new("a(1 − a)", (_, unit) => unit.A * (1 - unit.A)),
        new("h'(a)²", (own, unit) => own.Derivative(unit.A) * own.Derivative(unit.A)),
        new("h'(Σ w δ)", (own, unit) => own.Derivative(unit.S)),
        new("1 − h'(a)", (own, unit) => 1 - own.Derivative(unit.A)),
        new("1/h'(a)", (own, unit) => 1 / own.Derivative(unit.A)),
        new("0 where eᵃ overflows", (own, unit) => double.IsInfinity(Math.Exp(Math.Abs(unit.A)))
            ? 0
            : own.Derivative(unit.A)),
        new("0 where eᵃ overflows in float32", (own, unit) => float.IsInfinity((float)Math.Exp(Math.Abs(unit.A)))
            ? 0
            : own.Derivative(unit.A)),
    ];

    /// <summary>The formulas to try for an activation: those that are not its own, and not a mistake with a name of its own.</summary>
    /// <param name="own">The layer's activation.</param>
    public static IEnumerable<DerivativeFormula> For(ElementwiseActivation own)
        => General.Where(formula => !IsKnownElsewhere(own, formula.Name)).Concat(Incomplete(own)).Concat(Activation.All
            .OfType<ElementwiseActivation>().Where(other => other.Name != own.Name && other is not Linear)
            .Select(other => new DerivativeFormula($"{other.Name}'(a)", (_, unit) => other.Derivative(unit.A))
            {
                IsCommon = other is Sigmoid or Tanh,
            }));

    /// <summary>Whether a formula is an activation's own in terms of the output, so that only an output that is wrong makes it
    /// wrong.</summary>
    /// <param name="name">The formula's name.</param>
    /// <param name="own">The layer's activation.</param>
    public static bool IsOwnOfOutput(string name, Activation own) => (own, name) is (Tanh, "1 − z²") or (Sigmoid, "z(1 − z)");

    /// <summary>Half of an activation's own formula: a term or a factor of it is left out. (Half of swish's is the derivative of
    /// softplus.)</summary>
    private static IEnumerable<DerivativeFormula> Incomplete(ElementwiseActivation own) => own switch
    {
        Elu or Selu => [new("z where a < 0", (of, unit) => unit.A < 0 ? unit.Z : of.Derivative(unit.A))],
        Gelu or GeluTanh => [new("Φ(a)", (_, unit) => unit.A == 0 ? 0.5 : unit.Z / unit.A)],
        Softsign => [new("1/(1 + |a|)", (_, unit) => 1 / (1 + Math.Abs(unit.A)))],
        HardSigmoid => [new("1 between the kinks", (of, unit) => of.Derivative(unit.A) == 0 ? 0 : 1)],
        _ => [],
    };

    /// <summary>With a put in for z in the activation's own formula.</summary>
    private static bool IsKnownElsewhere(ElementwiseActivation own, string name) => (own, name) switch
    {
        (Tanh, "1 − a²") or (Sigmoid, "a(1 − a)") => true,
        _ => false,
    };
}
