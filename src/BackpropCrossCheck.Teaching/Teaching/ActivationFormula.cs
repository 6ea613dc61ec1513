using BackpropCrossCheck.Documents;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Fixtures;

namespace BackpropCrossCheck.Teaching;

/// <summary>h(a) and h'(a) with numbers put in.</summary>
internal static class ActivationFormula
{
    private static readonly Formula.Number One = new("1");

    /// <summary>The name of h as a function.</summary>
    /// <param name="activation">h.</param>
    public static string NameOf(Activation activation) => activation.Kind == ActivationKind.Sigmoid ? "σ" : ContractNames.Of(activation.Kind);

    /// <summary>h(a), for every activation but softmax.</summary>
    /// <param name="activation">h.</param>
    /// <param name="a">The pre-activation, which decides between two branches.</param>
    /// <param name="text">The pre-activation as it is shown.</param>
    /// <param name="alpha">α as it is shown.</param>
    public static Formula Value(Activation activation, double a, string text, string alpha) => activation.Kind switch
    {
        ActivationKind.Linear => new Formula.Number(text),
        ActivationKind.Tanh => Function("tanh", text),
        ActivationKind.Sigmoid => Sigmoid(text),
        ActivationKind.Relu => Formula.Applied(new Formula.Name("max"), Formula.Of(new Formula.Number(text), new Formula.Sign(","), new Formula.Number("0"))),
        ActivationKind.LeakyRelu => a > 0 ? new Formula.Number(text) : Formula.Product(new Formula.Number(alpha), new Formula.Number(text)),
        ActivationKind.Elu => a > 0 ? new Formula.Number(text) : Formula.Product(new Formula.Number(alpha), Formula.Of(Exponential(text), Minus, One)),
        ActivationKind.Softplus => Formula.Applied(new Formula.Name("ln"), Formula.Of(One, Plus, Exponential(text))),
        ActivationKind.Softsign => new Formula.Fraction(new Formula.Number(text), Formula.Of(One, Plus, Absolute(text))),
        ActivationKind.Swish => new Formula.Fraction(new Formula.Number(text), Formula.Of(One, Plus, Exponential(Negated(text)))),
        ActivationKind.Gelu => Formula.Of(new Formula.Number(text), Formula.Space, Function("Φ", text)),
        _ => throw new ArgumentException($"{activation.Kind} is not a function of one unit alone.", nameof(activation)),
    };

    /// <summary>h'(a), for every activation but softmax, from the output where it can be written so.</summary>
    /// <param name="activation">h.</param>
    /// <param name="a">The pre-activation, which decides between two branches.</param>
    /// <param name="text">The pre-activation as it is shown.</param>
    /// <param name="z">The output as it is shown.</param>
    /// <param name="alpha">α as it is shown.</param>
    public static Formula Derivative(Activation activation, double a, string text, string z, string alpha) => activation.Kind switch
    {
        ActivationKind.Tanh => Formula.Of(One, Minus, new Formula.Power(Base(z), new Formula.Number("2"))),
        ActivationKind.Sigmoid => Formula.Product(new Formula.Number(z), Formula.Of(One, Minus, Formula.Enclosed(z))),
        ActivationKind.Elu when a <= 0 && activation.Alpha > 0 => Formula.Of(new Formula.Number(z), Plus, Formula.Enclosed(alpha)),
        ActivationKind.Elu when a <= 0 => Formula.Of(new Formula.Number(alpha), Formula.Space, Exponential(text)),
        ActivationKind.LeakyRelu when a <= 0 => new Formula.Number(alpha),
        ActivationKind.Relu when a <= 0 => new Formula.Number("0"),
        ActivationKind.Softplus => Formula.Of(One, Minus, Exponential(Negated(z))),
        ActivationKind.Softsign => new Formula.Power(Formula.Parenthesis(Formula.Of(One, Minus, Absolute(z))), new Formula.Number("2")),
        ActivationKind.Swish => Formula.Of(
            Function("σ", text), Plus, Formula.Product(new Formula.Number(z), Formula.Of(One, Minus, Function("σ", text)))),
        ActivationKind.Gelu => Formula.Of(Function("Φ", text), Plus, new Formula.Number(text), Formula.Space, Function("φ", text)),
        _ => One,
    };

    /// <summary>What stands behind the names of functions in the lines; null where they speak for themselves.</summary>
    /// <param name="activation">h.</param>
    public static string? Legend(Activation activation) => activation.Kind switch
    {
        ActivationKind.Gelu => "Φ and φ are the distribution function and the density of the standard normal distribution.",
        ActivationKind.Sigmoid or ActivationKind.Swish => "σ is the sigmoid, σ(a) = 1/(1 + e^(−a)).",
        _ => null,
    };

    /// <summary>e raised to a number.</summary>
    /// <param name="text">The number.</param>
    public static Formula Exponential(string text) => new Formula.Power(new Formula.Symbol("e"), new Formula.Number(text));

    private static Formula Plus { get; } = new Formula.Sign("+");

    private static Formula Minus { get; } = new Formula.Sign("−");

    private static Formula.Fraction Sigmoid(string text) => new Formula.Fraction(One, Formula.Of(One, Plus, Exponential(Negated(text))));

    private static Formula Function(string name, string text) => Formula.Applied(new Formula.Name(name), new Formula.Number(text));

    private static Formula.Bracket Absolute(string text) => new Formula.Bracket("|", new Formula.Number(text), "|");

    private static Formula Base(string text) => text.StartsWith('-') ? Formula.Parenthesis(new Formula.Number(text)) : new Formula.Number(text);

    private static string Negated(string text) => text.StartsWith('-') ? text[1..] : text == "0" ? text : "-" + text;
}
