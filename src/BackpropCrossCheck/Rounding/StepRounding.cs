using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Engine.Numerics;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Rounding;

/// <summary>ρ₁, the rounding of each step alone: the row of the table with exact operands. Only an operand that a kernel may have worked
/// with and does not show (a fused kernel works out z, h'(a) and y again) has ρ₁ of its own.</summary>
internal sealed class StepRounding
{
    private readonly CalculationState _own;
    private readonly FormatRounding _format;
    private readonly PrintedError _printed;
    private readonly FormulaCare _care;
    private readonly TensorLayout _layout;

    private StepRounding(CalculationState own, FormatRounding format, PrintedError printed, FormulaCare care)
    {
        _own = own;
        _format = format;
        _printed = printed;
        _care = care;
        _layout = own.Numbers.Layout;
        Values = new TensorSet(_layout);
    }

    /// <summary>ρ₁, step by step, those of ∂L/∂z among them; infinite where the way passes the largest number of the format, NaN where an
    /// operand is missing.</summary>
    public TensorSet Values { get; }

    /// <summary>ρ₁ of every step.</summary>
    /// <param name="own">What follows from the other side's numbers, with these in their places; NaN stands for what is missing.</param>
    /// <param name="format">The format that rounds.</param>
    /// <param name="printed">How far printing may have moved the numbers.</param>
    /// <param name="care">Whose rounding is meant.</param>
    public static StepRounding Of(CalculationState own, FormatRounding format, PrintedError printed, FormulaCare care = FormulaCare.Any)
    {
        var rounding = new StepRounding(own, format, printed, care);
        for (int l = 0; l <= own.Last; l++)
        {
            rounding.Forward(l);
        }

        double[] rhoS = rounding.LastLayer();
        for (int l = own.Last; l >= 0; l--)
        {
            rounding.Backward(l, rhoS);
        }

        return rounding;
    }

    private void Forward(int l)
    {
        Layer layer = _own.Network.Layers[l];
        double[] a = _own.Required(Quantity.PreActivation, l);
        double[] rhoA = new SumRounding(layer, _format).PreActivations(_own.InputsOf(l), InputErrors(l), a);
        Values.Set(_layout.PreActivation(l), rhoA);
        Values.Set(
            _layout.Output(l),
            ActivationRounding.OfOutputs(layer, a, WithPrinted(rhoA, a), _own.Required(Quantity.Output, l), _format, _care));
    }

    /// <summary>ρ₁(L), and ρ₁ of a fused δ; or ρ₁(g), g = ∂L/∂y, which is returned.</summary>
    private double[] LastLayer()
    {
        int last = _own.Last;
        ReadOnlySpan<double> t = _own.Fixture.Batch.Labels;
        var loss = new LossRounding(_own.Loss, _own.Samples, _own.Network.Outputs, _format);
        double data = _own.Required(Quantity.Loss, -1)[0] - _own.Regularization.Of(_own.Network);
        double added = new RegularizationRounding(_own.Regularization, _format).OfValue(_own.Network, data);
        double[] y = _own.Required(Quantity.Output, last);
        double[] rhoY = WithPrinted(Values[_layout.Output(last)]!, y);
        double[] result = new double[y.Length];
        if (_own.IsFused)
        {
            var term = (CrossEntropy)_own.Loss.Term;
            double[] a = _own.Required(Quantity.PreActivation, last);
            double[] rhoA = WithPrinted(Values[_layout.PreActivation(last)]!, a);
            Values.Set(_layout.Loss, [loss.OfValueFromPreActivations(term, data, a, rhoA, t) + added]);
            loss.OfFusedDeltas(term, y, rhoY, t, result);
            Values.Set(_layout.Delta(last), result);
        }
        else
        {
            Values.Set(_layout.Loss, [loss.OfValueFromOutputs(data, y, rhoY, t) + added]);
            loss.OfOutputGradients(y, rhoY, t, result);
        }

        return result;
    }

    private void Backward(int l, double[] rhoG)
    {
        Layer layer = _own.Network.Layers[l];
        double[] delta = _own.Required(Quantity.Delta, l);
        if (l < _own.Last || !_own.IsFused)
        {
            double[] s = _own.Required(Quantity.OutputGradient, l);
            double[] rhoS = l == _own.Last ? rhoG : Through(l + 1, s);
            double[] rhoDelta = new double[s.Length];
            double[] a = _own.Required(Quantity.PreActivation, l);
            double[] z = _own.Required(Quantity.Output, l);
            new DeltaRounding(layer, _format, _care).Propagate(
                a,
                WithPrinted(Values[_layout.PreActivation(l)]!, a),
                z,
                WithPrinted(Values[_layout.Output(l)]!, z),
                s,
                rhoS,
                delta,
                rhoDelta,
                acrossKinks: false);
            Values.Set(_layout.Find(Quantity.OutputGradient, l)!, rhoS);
            Values.Set(_layout.Delta(l), rhoDelta);
        }
        else if (_layout.HasOptional)
        {
            double[] y = _own.Required(Quantity.Output, l);
            double[] rhoY = WithPrinted(Values[_layout.Output(l)]!, y);
            double[] rhoS = new double[y.Length];
            new LossRounding(_own.Loss, _own.Samples, _own.Network.Outputs, _format)
                .OfOutputGradients(y, rhoY, _own.Fixture.Batch.Labels, rhoS);
            Values.Set(_layout.Find(Quantity.OutputGradient, l)!, rhoS);
        }

        if (_layout.HasOptional)
        {
            Optional(l, delta);
        }

        var sums = new SumRounding(layer, _format);
        double[] printed = Printed(delta);
        double[] weights = sums.WeightGradient(delta, printed, _own.InputsOf(l), InputErrors(l));
        var added = new RegularizationRounding(_own.Regularization, _format);
        added.AddTo(weights, layer.Weights, _own.Required(Quantity.WeightGradient, l));
        Values.Set(_layout.WeightGradient(l), weights);
        if (_layout.BiasGradient(l) is { } bias)
        {
            double[] biases = sums.BiasGradient(delta, printed);
            added.OfBiases.AddTo(biases, layer.Bias, _own.Required(Quantity.BiasGradient, l));
            Values.Set(bias, biases);
        }
    }

    /// <summary>ρ₁(h'), and below the first layer ρ₁(∂L/∂x).</summary>
    private void Optional(int l, double[] delta)
    {
        Layer layer = _own.Network.Layers[l];
        if (_layout.Find(Quantity.Derivative, l) is { } derivative)
        {
            double[] a = _own.Required(Quantity.PreActivation, l);
            double[] z = _own.Required(Quantity.Output, l);
            Values.Set(
                derivative,
                ActivationRounding.OfDerivatives(layer, a, WithPrinted(Values[_layout.PreActivation(l)]!, a), z, _format, _care));
        }

        if (l == 0)
        {
            double[] gradients = _own.Required(Quantity.InputGradient, -1);
            double[] rho = new SumRounding(layer, _format)
                .InputGradients(_own.Required(Quantity.PreActivation, 0), delta, Printed(delta), gradients);
            Values.Set(_layout.Find(Quantity.InputGradient, -1)!, rho);
        }
    }

    private double[] Through(int above, double[] s)
    {
        double[] delta = _own.Required(Quantity.Delta, above);
        return new SumRounding(_own.Network.Layers[above], _format)
            .InputGradients(_own.Required(Quantity.PreActivation, above), delta, Printed(delta), s);
    }

    /// <summary>The inputs of the first layer are rounded on the way in; the other layers' are what the other side gave.</summary>
    private double[] InputErrors(int l) => l == 0
        ? Array.ConvertAll(_own.Fixture.Batch.Inputs.ToArray(), _format.OfInput)
        : Printed(_own.Required(Quantity.Output, l - 1));

    private double[] Printed(double[] values) => _printed.IsNone ? [] : Array.ConvertAll(values, _printed.Of);

    private double[] WithPrinted(double[] rho, double[] values)
    {
        if (_printed.IsNone)
        {
            return rho;
        }

        double[] sum = new double[rho.Length];
        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] = rho[i] + _printed.Of(values[i]);
        }

        return sum;
    }
}
