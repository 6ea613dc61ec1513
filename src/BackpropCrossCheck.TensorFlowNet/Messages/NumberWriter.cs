using System.Text.Json;
using BackpropCrossCheck.TensorFlowNet.Calculation;

namespace BackpropCrossCheck.TensorFlowNet.Messages;

/// <summary>Writes numbers so that they round-trip. JSON has no numbers that are not finite, so those are strings.</summary>
internal static class NumberWriter
{
    /// <summary>A number.</summary>
    /// <param name="json">Where it goes.</param>
    /// <param name="value">The number.</param>
    public static void Number(Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumberValue(value);
        }
        else
        {
            json.WriteStringValue(double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
        }
    }

    /// <summary>A field with one array of rows per layer.</summary>
    /// <param name="json">Where it goes.</param>
    /// <param name="name">The field.</param>
    /// <param name="matrices">One matrix per layer.</param>
    public static void Matrices(Utf8JsonWriter json, string name, IReadOnlyList<Matrix> matrices)
    {
        json.WriteStartArray(name);
        foreach (Matrix matrix in matrices)
        {
            Rows(json, matrix);
        }

        json.WriteEndArray();
    }

    /// <summary>The gradients of one layer.</summary>
    /// <param name="json">Where they go.</param>
    /// <param name="gradient">The gradients.</param>
    public static void Gradient(Utf8JsonWriter json, LayerGradient gradient)
    {
        json.WriteStartObject();
        json.WritePropertyName("weights");
        Rows(json, gradient.Weights);
        if (gradient.Bias is not null)
        {
            json.WritePropertyName("bias");
            Row(json, gradient.Bias);
        }

        json.WriteEndObject();
    }

    private static void Rows(Utf8JsonWriter json, Matrix matrix)
    {
        json.WriteStartArray();
        for (int row = 0; row < matrix.Rows; row++)
        {
            Row(json, matrix.Row(row));
        }

        json.WriteEndArray();
    }

    private static void Row(Utf8JsonWriter json, ReadOnlySpan<double> row)
    {
        json.WriteStartArray();
        foreach (double value in row)
        {
            Number(json, value);
        }

        json.WriteEndArray();
    }
}
