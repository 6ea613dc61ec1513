using System.Text.Json;

namespace BackpropCrossCheck.TensorFlowNet.Messages;

/// <summary>Finds the number of a request, even if the request is broken after it, so that an error can be returned for it.</summary>
internal static class RequestId
{
    /// <summary>The "id" of the outermost object.</summary>
    /// <param name="message">A line that should be JSON.</param>
    /// <returns>Null if there is no readable id.</returns>
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
            // The request is broken before its id, so no error can be returned for it.
        }

        return null;
    }
}
