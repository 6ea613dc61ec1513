using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Comparison;

/// <summary>The convention in which a comparison states its numbers, and the factors that convert to it.</summary>
/// <param name="Stated">The convention of the report: the fixture's, or another of its family.</param>
/// <param name="FromEngine">The factor for the engine's loss, deltas and gradients.</param>
/// <param name="Declared">The factor between the other side's numbers and the stated ones, according to its declared convention.</param>
internal sealed record Convention(Loss Stated, double FromEngine, double Declared)
{
    /// <summary>The factors for a comparison.</summary>
    /// <param name="fixture">The fixture's convention, in which the engine calculates.</param>
    /// <param name="stated">The convention of the report.</param>
    /// <param name="other">The convention in which the other side states its numbers.</param>
    /// <param name="layout">N and K.</param>
    public static Convention Of(Loss fixture, Loss stated, Loss other, TensorLayout layout)
    {
        int outputs = layout.Layers[^1].Units;
        return new Convention(stated, fixture.FactorTo(stated, layout.Samples, outputs), stated.FactorTo(other, layout.Samples, outputs));
    }

    /// <summary>True if stating a number may round it.</summary>
    public bool Converts => FromEngine != 1 || Declared != 1;

    /// <summary>The engine's numbers of a tensor, as stated.</summary>
    public double[] StateEngine(Step step, double[] values) => Scale(step, values, FromEngine, divide: false);

    /// <summary>The other side's numbers of a tensor, as stated.</summary>
    public double[] StateOther(Step step, double[] values) => Scale(step, values, Declared, divide: true);

    private static double[] Scale(Step step, double[] values, double factor, bool divide)
        => factor == 1 || !step.ScalesWithLoss ? values : Array.ConvertAll(values, x => divide ? x / factor : x * factor);
}
