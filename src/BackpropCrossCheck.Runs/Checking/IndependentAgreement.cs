using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Checking;

/// <summary>Decides whether two results of a fixture agree with each other, neither of them the engine's.</summary>
internal sealed class IndependentAgreement
{
    private readonly Reference _reference;
    private readonly double _scale;
    private readonly StatedTolerance? _tolerance;

    /// <summary>Prepares the decision for the results of a fixture.</summary>
    /// <param name="reference">The engine's side.</param>
    /// <param name="stated">The convention in which the comparisons state their numbers.</param>
    /// <param name="tolerance">The fixed rule of the run; null for the fixture's own, or the default.</param>
    public IndependentAgreement(Reference reference, Loss stated, Tolerance? tolerance)
    {
        _reference = reference;
        TensorLayout layout = reference.Fixture.Layout;
        _scale = reference.Fixture.Loss.FactorTo(stated, layout.Samples, layout.Layers[^1].Units);
        _tolerance = StatedTolerance.Of(tolerance, reference.Fixture.Tolerance, _scale);
    }

    /// <summary>|x − y| ≤ 4·(ρ_x + ρ_y), or the fixed rule. For numbers rounded to digits, ρ is an eighth of a unit of their last digit, so
    /// that 4·ρ is half a unit.</summary>
    /// <param name="a">x's side.</param>
    /// <param name="b">y's side.</param>
    /// <param name="index">The index of the number in the tensor.</param>
    public bool Agree(IndependentSide a, IndependentSide b, int index)
    {
        double x = a.Tensor.Other[index];
        double y = b.Tensor.Other[index];
        double allowed = _tolerance is { } tolerance && a.Comparison.Format is not null && b.Comparison.Format is not null
            ? tolerance.Allowed(a.Tensor.Step, y)
            : Radius(a, index) + Radius(b, index);
        return x == y || (double.IsFinite(x) && double.IsFinite(y) && Math.Abs(x - y) <= allowed);
    }

    /// <summary>Whether a decided number settles an undecidable one. It does if it agrees with it, or if the undecidable one overflowed its
    /// format on the way and may be anything.</summary>
    /// <param name="open">The side with the undecidable number.</param>
    /// <param name="decided">The side with the decided number.</param>
    /// <param name="index">The index of the number in the tensor.</param>
    public bool Settles(IndependentSide open, IndependentSide decided, int index)
        => double.IsPositiveInfinity(open.Tensor.Allowed[index]) || Agree(open, decided, index);

    /// <summary>4·ρ of one side alone: the difference allowed against the engine, minus the engine's own share.</summary>
    private double Radius(IndependentSide side, int index)
    {
        double allowed = side.Tensor.Allowed[index];
        double scale = side.Tensor.Step.ScalesWithLoss ? _scale : 1;
        double twiceEngine = (_reference.AllowedAgainst(FloatFormat.Float64).OwnSide[side.Tensor.Step]?[index] ?? 0) * scale;
        return Math.Max(allowed - (twiceEngine / 2), allowed / 2);
    }
}
