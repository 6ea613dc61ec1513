using System.Text.Json;

namespace BackpropCrossCheck.TensorFlowNet.Messages;

/// <summary>Finds the number of a request, also of one that is broken further on, so that it can be answered with an error.</summary>
internal static class RequestId
{
    /// <summary>The "id" of the outermost object.</summary>
    /// <param name="message">A line of JSON, or what should be one.</param>
    /// <returns>Null where none can be read.</returns>
    public static long? Find(ReadOnlySpan<byte> message)
    {
        var reader = new Utf8JsonReader(message);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueTextEquals("id"u8))
                {
                    return reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long id) ? id : null;
                }
            }
        }
        catch (JsonException)
        {
            // Broken before its id: there is nobody to answer.
        }

        return null;
    }
}
