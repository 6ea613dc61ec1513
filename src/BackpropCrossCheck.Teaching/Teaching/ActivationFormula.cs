using BackpropCrossCheck.Documents;
using BackpropCrossCheck.Engine.Activations;

namespace BackpropCrossCheck.Teaching;

/// <summary>h(a) and h'(a) with the numbers filled in.</summary>
internal static class ActivationFormula
{
    /// <summary>h(a), for every activation but softmax.</summary>
    /// <param name="activation">h.</param>
    /// <param name="a">The pre-activation; it decides between the two formulas.</param>
    /// <param name="written">The pre-activation as it is written.</param>
    public static Formula Value(ElementwiseActivation activation, double a, Formula.Number written)
        => activation.ValueFormula(FormulaWriter.Instance, Unit(activation, written, written), a);

    /// <summary>h'(a), for every activation but softmax; as a function of the output if possible.</summary>
    /// <param name="activation">h.</param>
    /// <param name="a">The pre-activation; it decides between the two formulas.</param>
    /// <param name="written">The pre-activation as it is written.</param>
    /// <param name="z">The output as it is written.</param>
    public static Formula Derivative(ElementwiseActivation activation, double a, Formula.Number written, Formula.Number z)
        => activation.DerivativeFormula(FormulaWriter.Instance, Unit(activation, written, z), a);

    /// <summary>e raised to a number.</summary>
    /// <param name="exponent">The number.</param>
    public static Formula Exponential(Formula.Number exponent) => new Formula.Power(new Formula.Symbol("e"), exponent);

    private static UnitFormula<Formula> Unit(ElementwiseActivation activation, Formula.Number a, Formula.Number z)
        => new(a, z, NumberText.Given(activation.Alpha ?? 0));
}
