using System.Text.Json;

namespace BackpropCrossCheck.Benchmarks;

/// <summary>Reads an array of rows into a list that grows: what <c>NumberExtent</c> spares.</summary>
internal static class GrowingList
{
    /// <summary>Returns the numbers of an array of rows.</summary>
    /// <param name="text">The array, as JSON in UTF-8.</param>
    public static double[] Read(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text);
        var values = new List<double>();
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.Number)
            {
                values.Add(reader.GetDouble());
            }
        }

        return [.. values];
    }
}
