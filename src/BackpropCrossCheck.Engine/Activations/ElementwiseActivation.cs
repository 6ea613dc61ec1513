using BackpropCrossCheck.Engine.Numerics;

namespace BackpropCrossCheck.Engine.Activations;

/// <summary>An activation that works on each unit alone: all but softmax.</summary>
public abstract record ElementwiseActivation : Activation
{
    /// <summary>h(a).</summary>
    /// <param name="a">The pre-activation. NaN gives NaN.</param>
    public abstract double Value(double a);

    /// <summary>h'(a).</summary>
    /// <param name="a">The pre-activation. NaN gives NaN.</param>
    /// <remarks>Exactly at a kink it is <see cref="Kink.Taken"/>, as in TensorFlow: that of the negative side for relu, leaky-relu and
    /// elu.</remarks>
    public abstract double Derivative(double a);

    /// <summary>h''(a); where h' jumps, the value of one side.</summary>
    /// <param name="a">The pre-activation.</param>
    public abstract double SecondDerivative(double a);

    /// <summary>h' as a function of the output z, the form in textbooks and in the paper: 1 − z² for tanh; null if there is none.</summary>
    /// <param name="z">The output.</param>
    /// <param name="product">Rounds a product that is then subtracted from or added to something; null for no rounding.</param>
    public virtual double? DerivativeFromOutput(double z, Func<double, double>? product = null) => null;

    /// <summary>Whether textbooks write h' as a function of the output, so that someone may put a into that formula by mistake.</summary>
    public virtual bool IsDerivativeWrittenInOutput => true;

    /// <summary>The pre-activations at which h changes from one formula to another, in rising order; a branch holds up to its upper
    /// end.</summary>
    public virtual IReadOnlyList<double> Branches => [];

    /// <summary>Whether h is constant for a &lt; 0, so that every program gives the same output there.</summary>
    public virtual bool IsConstantBelowZero => false;

    /// <summary>Whether h' is constant between the <see cref="Branches"/>, so that no program rounds it.</summary>
    public virtual bool HasConstantDerivatives => false;

    /// <summary>Whether h(a) = h'(a)·a for every a: h is linear on each side of 0 and passes through it.</summary>
    public virtual bool IsHomogeneous => false;

    /// <summary>Whether h' is continuous at 0 but h'' is not.</summary>
    public virtual bool SecondDerivativeJumpsAtZero => false;

    /// <summary>The places at which h' jumps.</summary>
    /// <remarks>elu with α ≠ 1 has a kink, as leaky-relu does: its derivative is α on one side of 0 and 1 on the other. With α = 1 it is
    /// smooth.</remarks>
    public virtual IReadOnlyList<Kink> Kinks => NoKinks.List;

    /// <summary>Whether h' jumps somewhere.</summary>
    public bool HasKink => Kinks.Count > 0;

    /// <summary>The |a| beyond which h' loses so much in a few decimals that exercises should avoid it; infinite if h does not
    /// saturate.</summary>
    public virtual double SaturatesAt => 2.5;

    /// <summary>The output that every program gives for an exact a, without any rounding; NaN if programs may round.</summary>
    /// <param name="a">The pre-activation.</param>
    public virtual double ExactValue(double a) => double.NaN;

    /// <summary>How many units of relative rounding a program may add to h(a); more for exponentials of large arguments.</summary>
    /// <param name="a">The pre-activation.</param>
    public virtual double Roundings(double a) => 4;

    /// <summary>How many units of absolute rounding a program may add to h(a) on top of that.</summary>
    /// <param name="a">The pre-activation.</param>
    public virtual double AbsoluteRoundings(double a) => 0;

    /// <summary>The size of the terms that cancel in h'(a): its rounding is proportional to it. |h'(a)| if nothing cancels.</summary>
    /// <param name="derivative">|h'(a)|.</param>
    /// <param name="output">h(a).</param>
    /// <param name="a">The pre-activation.</param>
    public virtual double CancellingInDerivative(double derivative, double output, double a) => derivative;

    /// <summary>The formula of h that loses digits; null if no program that <see cref="Roundings"/> and <see cref="AbsoluteRoundings"/>
    /// allow loses any.</summary>
    /// <param name="format">The format whose rounding takes them.</param>
    public virtual CarelessFormula? CarelessValue(FormatRounding format) => null;

    /// <summary>The formula of h' that loses digits; null if no program that <see cref="CancellingInDerivative"/> allows loses
    /// any.</summary>
    /// <param name="format">The format whose rounding takes them.</param>
    /// <param name="a">The pre-activation, if more than one formula loses digits.</param>
    public virtual CarelessFormula? CarelessDerivative(FormatRounding format, double a) => null;

    /// <summary>The largest magnitude in the calculation of h'(a). It may overflow a format even if h'(a) itself is small.</summary>
    /// <param name="a">The pre-activation.</param>
    public virtual double LargestOnTheWayToDerivative(double a) => 0;

    /// <summary>The largest factor that s may be multiplied by in the calculation of δ if a program differentiates h factor by
    /// factor.</summary>
    /// <param name="a">The pre-activation.</param>
    public virtual double FactorOnTheWayToDelta(double a) => 0;

    /// <summary>The formula of h(a).</summary>
    /// <typeparam name="T">A formula, or a part of one.</typeparam>
    /// <param name="write">Writes the parts.</param>
    /// <param name="unit">The symbols for a, z and α.</param>
    /// <param name="a">The pre-activation; it decides between the two formulas.</param>
    public abstract T ValueFormula<T>(IFormulaWriter<T> write, UnitFormula<T> unit, double a);

    /// <summary>The formula of h'(a), as a function of the output if there is one.</summary>
    /// <typeparam name="T">A formula, or a part of one.</typeparam>
    /// <param name="write">Writes the parts.</param>
    /// <param name="unit">The symbols for a, z and α.</param>
    /// <param name="a">The pre-activation; it decides between the two formulas.</param>
    public abstract T DerivativeFormula<T>(IFormulaWriter<T> write, UnitFormula<T> unit, double a);

    private protected override void ApplyChecked(ReadOnlySpan<double> preActivations, Span<double> outputs, int units)
    {
        for (int i = 0; i < preActivations.Length; i++)
        {
            outputs[i] = Value(preActivations[i]);
        }
    }

    private protected override void BackpropagateChecked(
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
