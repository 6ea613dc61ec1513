using BackpropCrossCheck.Calculation;
using BackpropCrossCheck.Fixtures;
using BackpropCrossCheck.Numbers;
using NUnit.Framework.Constraints;
using NUnit.Framework.Internal;

namespace BackpropCrossCheck.NUnit.Tests;

/// <summary>The engine's numbers in the shapes that tests use, and the messages of constraints.</summary>
internal static class Given
{
    /// <summary>2-3-1, two samples, biases.</summary>
    public static Fixture Narrow { get; } = Read("fixtures/narrow.json");

    /// <summary>2-2-2, three samples, biases.</summary>
    public static Fixture Square { get; } = Read("fixtures/square.json");

    public static Fixture Read(string file) => FixtureReader.Read(Path.Combine(TestContext.CurrentContext.TestDirectory, file));

    public static TensorSet Numbers(Fixture fixture) => new BackpropagationEngine().Calculate(fixture);

    public static double[,] Matrix(TensorSet numbers, Step step)
    {
        double[,] matrix = new double[step.Rows, step.Columns];
        for (int i = 0; i < step.Length; i++)
        {
            matrix[i / step.Columns, i % step.Columns] = numbers[step]![i];
        }

        return matrix;
    }

    public static double[][] Rows(double[,] matrix)
        => [.. Enumerable.Range(0, matrix.GetLength(0))
            .Select(k => Enumerable.Range(0, matrix.GetLength(1)).Select(m => matrix[k, m]).ToArray())];

    public static double[,] Transposed(double[,] matrix)
    {
        double[,] transposed = new double[matrix.GetLength(1), matrix.GetLength(0)];
        for (int k = 0; k < matrix.GetLength(0); k++)
        {
            for (int m = 0; m < matrix.GetLength(1); m++)
            {
                transposed[m, k] = matrix[k, m];
            }
        }

        return transposed;
    }

    /// <summary>The gradient as rectangular matrices and vectors, times a factor.</summary>
    public static (double[][,] Weights, double[][] Biases) Gradient(Fixture fixture, double factor = 1)
    {
        TensorSet numbers = Numbers(fixture);
        TensorLayout layout = fixture.Layout;
        int[] layers = [.. Enumerable.Range(0, layout.Layers.Count)];
        (double[][,] Weights, double[][] Biases) gradient = (
            [.. layers.Select(layer => Matrix(numbers, layout.WeightGradient(layer)))],
            [.. layers.Select(
                layer => layout.BiasGradient(layer) is { } bias ? Array.ConvertAll(numbers[bias]!, x => x * factor) : null!)]);
        foreach (double[,] weights in gradient.Weights)
        {
            for (int i = 0; i < weights.Length; i++)
            {
                weights[i / weights.GetLength(1), i % weights.GetLength(1)] *= factor;
            }
        }

        return gradient;
    }

    /// <summary>An expression as Assert.That applies it, Is.Not included.</summary>
    public static IConstraint Resolved(IResolveConstraint expression) => expression.Resolve();

    /// <summary>The message of a test that fails because of a constraint.</summary>
    public static string Message(IConstraint constraint, object? actual)
    {
        using var writer = new TextMessageWriter();
        ConstraintResult result = constraint.ApplyTo(actual);
        Assert.That(result.IsSuccess, Is.False);
        result.WriteMessageTo(writer);
        return writer.ToString().ReplaceLineEndings("\n");
    }
}
