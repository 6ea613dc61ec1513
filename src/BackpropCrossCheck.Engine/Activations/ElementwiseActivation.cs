using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Engine.Activations;

/// <summary>An activation whose output for a unit depends on that unit alone: every one but softmax.</summary>
public abstract record ElementwiseActivation : Activation
{
    /// <summary>h(a).</summary>
    /// <param name="a">The pre-activation. NaN gives NaN.</param>
    public abstract double Value(double a);

    /// <summary>h'(a).</summary>
    /// <param name="a">The pre-activation. NaN gives NaN.</param>
    /// <remarks>At exactly 0 relu, leaky-relu and elu have the derivative of the negative side, as TensorFlow.</remarks>
    public abstract double Derivative(double a);

    /// <summary>h''(a); at a jump of h' that of one side.</summary>
    /// <param name="a">The pre-activation.</param>
    public abstract double SecondDerivative(double a);

    /// <summary>h' written in the output z, as textbooks and the paper do: 1 − z² for tanh; null if it has no such form.</summary>
    /// <param name="z">The output.</param>
    /// <param name="product">Rounds a product that something is subtracted from or added to; null for no rounding.</param>
    public virtual double? DerivativeFromOutput(double z, Func<double, double>? product = null) => null;

    /// <summary>Whether textbooks write h' in the output, so that somebody may put a into that formula by mistake.</summary>
    public virtual bool IsDerivativeWrittenInOutput => true;

    /// <summary>Whether h is one expression for a &gt; 0 and another for a ≤ 0.</summary>
    public virtual bool HasTwoBranches => false;

    /// <summary>Whether h is a constant for a &lt; 0, so that every program gives the same output there.</summary>
    public virtual bool IsConstantBelowZero => false;

    /// <summary>Whether h' is a constant on each side of 0.</summary>
    public virtual bool HasConstantDerivatives => false;

    /// <summary>Whether h' is continuous at 0 and h'' is not.</summary>
    public virtual bool SecondDerivativeJumpsAtZero => false;

    /// <summary>h'(−0) and h'(+0); both 0 if h has one branch only.</summary>
    public virtual (double Below, double Above) DerivativesAtZero => (0, 0);

    /// <summary>Whether h has a kink at 0.</summary>
    /// <remarks>elu with α ≠ 1 has one as leaky-relu does: its derivative is α on one side of 0 and 1 on the other. With α = 1 it is smooth
    /// there.</remarks>
    public bool HasKink => DerivativesAtZero.Below != DerivativesAtZero.Above;

    /// <summary>Beyond this |a| so much of h' is lost in few decimals that no exercise should go there; infinite if h does not
    /// saturate.</summary>
    public virtual double SaturatesAt => 2.5;

    /// <summary>The output that every program has, without any rounding, for an exact a; NaN if programs may round.</summary>
    /// <param name="a">The pre-activation.</param>
    public virtual double ExactValue(double a) => double.NaN;

    /// <summary>How many units of relative rounding a program may add to h(a); more for exponentials of large arguments.</summary>
    /// <param name="a">The pre-activation.</param>
    public virtual double Roundings(double a) => 4;

    /// <summary>How many units of absolute rounding a program may add to h(a) besides.</summary>
    /// <param name="a">The pre-activation.</param>
    public virtual double AbsoluteRoundings(double a) => 0;

    /// <summary>The size of what cancels in h'(a), of which its rounding is a share; |h'(a)| if nothing does.</summary>
    /// <param name="derivative">|h'(a)|.</param>
    /// <param name="output">h(a).</param>
    public virtual double CancellingInDerivative(double derivative, double output) => derivative;

    /// <summary>The largest magnitude on the way to h'(a), which may pass what a format holds though h'(a) itself is small.</summary>
    /// <param name="a">The pre-activation.</param>
    public virtual double LargestOnTheWayToDerivative(double a) => 0;

    /// <summary>What s may be multiplied by on the way to δ, if programs differentiate h factor by factor.</summary>
    /// <param name="a">The pre-activation.</param>
    public virtual double FactorOnTheWayToDelta(double a) => 0;

    /// <summary>The formula of h(a).</summary>
    /// <typeparam name="T">A formula, or a part of one.</typeparam>
    /// <param name="write">Writes the parts.</param>
    /// <param name="unit">a, z and α as they are written.</param>
    /// <param name="a">The pre-activation, which decides between two branches.</param>
    public abstract T ValueFormula<T>(IFormulaWriter<T> write, UnitFormula<T> unit, double a);

    /// <summary>The formula of h'(a), in the output if it can be written so.</summary>
    /// <typeparam name="T">A formula, or a part of one.</typeparam>
    /// <param name="write">Writes the parts.</param>
    /// <param name="unit">a, z and α as they are written.</param>
    /// <param name="a">The pre-activation, which decides between two branches.</param>
    public abstract T DerivativeFormula<T>(IFormulaWriter<T> write, UnitFormula<T> unit, double a);

    private protected sealed override void ApplyChecked(ReadOnlySpan<double> preActivations, Span<double> outputs, int units)
    {
        for (int i = 0; i < preActivations.Length; i++)
        {
            outputs[i] = Value(preActivations[i]);
        }
    }

    private protected sealed override void BackpropagateChecked(
        ReadOnlySpan<double> preActivations,
        ReadOnlySpan<double> outputs,
        ReadOnlySpan<double> outputGradients,
        Span<double> deltas,
        int units)
    {
        for (int i = 0; i < deltas.Length; i++)
        {
            deltas[i] = Derivative(preActivations[i]) * outputGradients[i];
        }
    }
}
