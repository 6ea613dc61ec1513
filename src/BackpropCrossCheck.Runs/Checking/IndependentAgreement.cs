using BackpropCrossCheck.Comparison;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Checking;

/// <summary>Tells whether two results of a fixture that are not the engine's agree with each other.</summary>
internal sealed class IndependentAgreement
{
    private readonly Reference _reference;
    private readonly double _scale;
    private readonly StatedTolerance? _tolerance;

    /// <summary>The agreement of the results of a fixture.</summary>
    /// <param name="reference">The engine's side.</param>
    /// <param name="stated">The convention that the comparisons state their numbers in.</param>
    /// <param name="tolerance">The fixed rule of the run; null for the fixture's own, or the default.</param>
    public IndependentAgreement(Reference reference, Loss stated, Tolerance? tolerance)
    {
        _reference = reference;
        TensorLayout layout = reference.Fixture.Layout;
        _scale = reference.Fixture.Loss.FactorTo(stated, layout.Samples, layout.Layers[^1].Units);
        _tolerance = StatedTolerance.Of(tolerance, reference.Fixture.Tolerance, _scale);
    }

    /// <summary>|x − y| ≤ 4·(ρ_x + ρ_y), or the fixed rule; ρ of numbers with digits is an eighth of their last digit's unit, so that 4·ρ
    /// is half of it.</summary>
    /// <param name="a">x's side.</param>
    /// <param name="b">y's side.</param>
    /// <param name="index">Which number of the tensor.</param>
    public bool Agree(IndependentSide a, IndependentSide b, int index)
    {
        double x = a.Tensor.Other[index];
        double y = b.Tensor.Other[index];
        double allowed = _tolerance is { } tolerance && a.Comparison.Format is not null && b.Comparison.Format is not null
            ? tolerance.Allowed(a.Tensor.Step, y)
            : Radius(a, index) + Radius(b, index);
        return x == y || (double.IsFinite(x) && double.IsFinite(y) && Math.Abs(x - y) <= allowed);
    }

    /// <summary>Whether a decided number settles an undecidable one: it agrees with it, or the undecidable one's way passes the largest
    /// number of its format, so that it may be anything.</summary>
    /// <param name="open">The side with the undecidable number.</param>
    /// <param name="decided">The side with the decided one.</param>
    /// <param name="index">Which number of the tensor.</param>
    public bool Settles(IndependentSide open, IndependentSide decided, int index)
        => double.IsPositiveInfinity(open.Tensor.Allowed[index]) || Agree(open, decided, index);

    /// <summary>4·ρ of one side alone: what is allowed against the engine, less the engine's own share.</summary>
    private double Radius(IndependentSide side, int index)
    {
        double allowed = side.Tensor.Allowed[index];
        double scale = side.Tensor.Step.ScalesWithLoss ? _scale : 1;
        double twiceEngine = (_reference.AllowedAgainst(FloatFormat.Float64).OwnSide[side.Tensor.Step]?[index] ?? 0) * scale;
        return Math.Max(allowed - (twiceEngine / 2), allowed / 2);
    }
}
