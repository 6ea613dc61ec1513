using System.Text.Json;

namespace BackpropCrossCheck.Benchmarks;

/// <summary>Finds what is wrong with a text as the framework does: its reader throws.</summary>
internal static class FrameworkFault
{
    /// <summary>Returns the framework's sentence about the first fault of JSON syntax.</summary>
    /// <param name="text">UTF-8 that is not JSON.</param>
    public static string Find(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text);
        try
        {
            while (reader.Read())
            {
                // Only the fault counts.
            }
        }
        catch (JsonException fault)
        {
            return fault.Message;
        }

        throw new InvalidOperationException("This text is JSON.");
    }
}
