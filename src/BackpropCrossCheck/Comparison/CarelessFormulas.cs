using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Activations;
using BackpropCrossCheck.Engine.Numerics;
using BackpropCrossCheck.Numbers;
using BackpropCrossCheck.Rounding;

namespace BackpropCrossCheck.Comparison;

/// <summary>Finds the formula that a lossy number lost its digits in: that of the nearest layer on its way that may lose as much, and there
/// of the unit that may lose most.</summary>
internal sealed class CarelessFormulas
{
    /// <summary>Four times this, on both sides, is a quarter.</summary>
    private const double Enough = 1.0 / 32;

    private readonly Reference _reference;
    private readonly FormatRounding _rounding;
    private readonly ComparedNumber _lossy;
    private readonly bool _isForward;
    private readonly bool _isOfUnit;

    private CarelessFormulas(Reference reference, FloatFormat format, ComparedNumber lossy)
    {
        _reference = reference;
        _rounding = format.Rounding;
        _lossy = lossy;
        _isForward = lossy.Quantity.Pass == CalculationPass.Forward;
        _isOfUnit = lossy.StepVerdict == StepVerdict.Follows
            && (lossy.Quantity == Quantity.Output || lossy.Quantity == Quantity.Delta);
    }

    /// <summary>The formula; null if no activation on the way to the number loses digits.</summary>
    /// <param name="reference">The engine's side.</param>
    /// <param name="format">The other side's format.</param>
    /// <param name="lossy">The number. If it was judged in its own step, only its unit is looked at.</param>
    public static CarelessFormula? Of(Reference reference, FloatFormat format, ComparedNumber lossy)
    {
        var search = new CarelessFormulas(reference, format, lossy);
        int layers = reference.Fixture.Network.Layers.Count;
        int own = (lossy.Layer ?? layers) - 1;
        (double Share, CarelessFormula? Formula)[] found =
        [
            .. search.OnTheWay(own, layers).Select(search.Most).Where(most => most.Formula is not null),
        ];
        return found.Length == 0 ? null : found.FirstOrDefault(most => most.Share >= Enough, found.MaxBy(most => most.Share)).Formula;
    }

    /// <summary>The layers whose values or derivatives the number is made of, the nearest first. An output is made of all the values before
    /// it; a δ of the derivatives behind it, and of the values that they were taken at.</summary>
    private IEnumerable<(int Layer, bool IsDerivative)> OnTheWay(int own, int layers)
    {
        int before = _lossy.Quantity == Quantity.PreActivation ? own - 1 : own;
        IEnumerable<(int Layer, bool IsDerivative)> derivatives = Enumerable.Range(own, layers - own).Select(l => (l, true));
        IEnumerable<(int Layer, bool IsDerivative)> values = Enumerable.Range(0, before + 1).Reverse().Select(l => (l, false));
        return _isOfUnit ? [(own, !_isForward)]
            : _isForward ? values
            : derivatives.Concat(values).Concat(Enumerable.Range(own + 1, layers - own - 1).Select(l => (l, false)));
    }

    /// <summary>The largest share of a value or a derivative that a unit of the layer may lose, and the formula that loses it.</summary>
    private (double Share, CarelessFormula? Formula) Most((int Layer, bool IsDerivative) place)
    {
        (double Share, CarelessFormula? Formula) most = (0, null);
        Layer layer = _reference.Fixture.Network.Layers[place.Layer];
        if (layer.Activation is not ElementwiseActivation activation)
        {
            return most;
        }

        double[] a = _reference.Numbers[Quantity.PreActivation, place.Layer]!;
        double[] z = _reference.Numbers[Quantity.Output, place.Layer]!;
        foreach (int i in Enumerable.Range(0, a.Length).Where(i => IsOnTheWay(place.Layer, i, layer.Units)))
        {
            CarelessFormula? formula = place.IsDerivative
                ? activation.CarelessDerivative(_rounding, a[i])
                : activation.CarelessValue(_rounding);
            double share = place.IsDerivative
                ? ActivationRounding.OfDerivative(activation, a[i], 0, z[i], _rounding) / Math.Abs(activation.Derivative(a[i]))
                : ActivationRounding.OfOutput(activation, a[i], 0, z[i], _rounding) / Math.Abs(z[i]);
            most = formula is not null && share > most.Share ? (share, formula) : most;
        }

        return most;
    }

    /// <summary>In its own layer it is the number's own unit; in its own sample, unless it is a sum over all.</summary>
    private bool IsOnTheWay(int layer, int index, int units)
        => (_lossy.Sample is not { } sample || index / units == sample - 1)
            && (_lossy.Layer - 1 != layer || _lossy.Row is not { } unit || index % units == unit - 1);
}
