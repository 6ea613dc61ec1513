using BackpropCrossCheck.Documents;
using BackpropCrossCheck.Engine.Activations;

namespace BackpropCrossCheck.Teaching;

/// <summary>h(a) and h'(a) with the numbers filled in.</summary>
internal static class ActivationFormula
{
    /// <summary>h(a), for every activation but softmax.</summary>
    /// <param name="activation">h.</param>
    /// <param name="a">The pre-activation; it decides between the two formulas.</param>
    /// <param name="text">The pre-activation as text.</param>
    /// <param name="given">Formats a given number.</param>
    public static Formula Value(ElementwiseActivation activation, double a, string text, Func<double, string> given)
        => activation.ValueFormula(new FormulaWriter(given), Unit(activation, text, text, given), a);

    /// <summary>h'(a), for every activation but softmax; as a function of the output if possible.</summary>
    /// <param name="activation">h.</param>
    /// <param name="a">The pre-activation; it decides between the two formulas.</param>
    /// <param name="text">The pre-activation as text.</param>
    /// <param name="z">The output as text.</param>
    /// <param name="given">Formats a given number.</param>
    public static Formula Derivative(ElementwiseActivation activation, double a, string text, string z, Func<double, string> given)
        => activation.DerivativeFormula(new FormulaWriter(given), Unit(activation, text, z, given), a);

    /// <summary>e raised to a number.</summary>
    /// <param name="text">The number.</param>
    public static Formula Exponential(string text) => new Formula.Power(new Formula.Symbol("e"), new Formula.Number(text));

    private static UnitFormula<Formula> Unit(ElementwiseActivation activation, string a, string z, Func<double, string> given)
        => new(new Formula.Number(a), new Formula.Number(z), new Formula.Number(given(activation.Alpha ?? 0)));
}
