using BackpropCrossCheck.Engine;
using BackpropCrossCheck.Engine.Losses;
using BackpropCrossCheck.Engine.Numerics;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;

namespace BackpropCrossCheck.Comparison;

/// <summary>The convention in which a comparison states its numbers, and the factors that convert to it.</summary>
/// <remarks>A factor multiplies what comes from the data only. What a regularization adds to the loss and to the gradients is the same in
/// every convention, so it is taken off before the numbers are multiplied, and added again afterwards.</remarks>
/// <param name="Stated">The convention of the report: the fixture's, or another of its family.</param>
/// <param name="FromEngine">The factor for the engine's loss, deltas and gradients.</param>
/// <param name="Declared">The factor between the other side's numbers and the stated ones, according to its declared convention.</param>
internal sealed record Convention(Loss Stated, double FromEngine, double Declared)
{
    /// <summary>What the regularization adds to each number; null if there is none, or nothing is converted.</summary>
    private TensorSet? Added { get; init; }

    /// <summary>The factors for a comparison of a fixture without regularization.</summary>
    /// <param name="fixture">The fixture's convention, in which the engine calculates.</param>
    /// <param name="stated">The convention of the report.</param>
    /// <param name="other">The convention in which the other side states its numbers.</param>
    /// <param name="layout">N and K.</param>
    public static Convention Of(Loss fixture, Loss stated, Loss other, TensorLayout layout)
    {
        int outputs = layout.Layers[^1].Units;
        return new Convention(stated, fixture.FactorTo(stated, layout.Samples, outputs), stated.FactorTo(other, layout.Samples, outputs));
    }

    /// <summary>The factors for a comparison.</summary>
    /// <param name="reference">The engine's side.</param>
    /// <param name="stated">The convention of the report.</param>
    /// <param name="other">The convention in which the other side states its numbers.</param>
    public static Convention Of(Reference reference, Loss stated, Loss other)
    {
        Fixture fixture = reference.Fixture;
        Convention factors = Of(fixture.Loss, stated, other, fixture.Layout);
        return fixture.Regularization.IsNone || !factors.Converts ? factors : factors with { Added = AddedIn(reference) };
    }

    /// <summary>True if stating a number may round it.</summary>
    public bool Converts => FromEngine != 1 || Declared != 1;

    /// <summary>The largest factor by which the other side's error of what the regularization adds may have been multiplied.</summary>
    public double OfAdded => Math.Max(1, Math.Max(Math.Abs(FromEngine), 1 / Math.Abs(Declared)));

    /// <summary>The engine's numbers of a tensor, as stated.</summary>
    public double[] StateEngine(Step step, double[] values) => Scale(step, values, FromEngine, divide: false);

    /// <summary>The other side's numbers of a tensor, as stated.</summary>
    public double[] StateOther(Step step, double[] values) => Scale(step, values, Declared, divide: true);

    /// <summary>The differences that the other side's numbers of a tensor may have, as stated.</summary>
    public double[] StateWidths(Step step, double[] widths)
        => Declared == 1 || !step.ScalesWithLoss ? widths : Array.ConvertAll(widths, x => x / Declared);

    /// <summary>A stated number, in the other side's own convention.</summary>
    public double OtherOf(Step step, int index, double stated)
        => step.ScalesWithLoss ? (stated * Declared) + (AddedTo(step, index) * (1 - Declared)) : stated;

    /// <summary>What the regularization adds to the numbers of a tensor; null if nothing is converted.</summary>
    public double[]? AddedTo(Step step) => step.ScalesWithLoss ? Added?[step] : null;

    /// <summary>What the regularization adds to a number; 0 if nothing is converted.</summary>
    public double AddedTo(Step step, int index) => Added?[step]?[index] ?? 0;

    /// <summary>What is left of a number's conversion from the engine's convention after the factor: stated = factor · number +
    /// this.</summary>
    public double Offset(Step step, int index) => AddedTo(step, index) * (1 - FromEngine);

    /// <summary>How far stating a number may round it.</summary>
    /// <param name="step">The tensor.</param>
    /// <param name="index">The index in it.</param>
    /// <param name="stated">The number.</param>
    public double RoundingOf(Step step, int index, double stated) => !Converts ? 0
        : 2 * FormatRounding.Float64.UnitRoundoff * (Math.Abs(stated) + (2 * OfAdded * Math.Abs(AddedTo(step, index))));

    private double[] Scale(Step step, double[] values, double factor, bool divide)
    {
        if (factor == 1 || !step.ScalesWithLoss)
        {
            return values;
        }

        if (Added?[step] is not { } added)
        {
            return Array.ConvertAll(values, x => divide ? x / factor : x * factor);
        }

        double[] stated = [.. values];
        for (int i = 0; i < stated.Length; i++)
        {
            double data = values[i] - added[i];
            stated[i] = (divide ? data / factor : data * factor) + added[i];
        }

        return stated;
    }

    /// <summary>What the regularization adds to the loss, to each gradient, and to the loss after training.</summary>
    private static TensorSet AddedIn(Reference reference)
    {
        Fixture fixture = reference.Fixture;
        TensorLayout layout = fixture.Layout;
        Regularization regularization = fixture.Regularization;
        var added = new TensorSet(layout);
        added.Set(layout.Loss, [regularization.Of(fixture.Network)]);
        for (int l = 0; l < layout.Layers.Count; l++)
        {
            Layer layer = fixture.Network.Layers[l];
            added.Set(layout.WeightGradient(l), Derivatives(layer.Weights.ToArray()));
            if (regularization.Biases && layout.BiasGradient(l) is { } bias)
            {
                added.Set(bias, Derivatives(layer.CopyBias()!));
            }
        }

        if (reference.UpdatedNetwork is { } updated)
        {
            added.Set(layout.UpdatedLoss, [regularization.Of(updated)]);
        }

        return added;

        double[] Derivatives(double[] parameters) => Array.ConvertAll(parameters, regularization.Derivative);
    }
}
