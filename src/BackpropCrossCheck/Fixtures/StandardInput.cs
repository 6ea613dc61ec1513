namespace BackpropCrossCheck.Fixtures;

/// <summary>Standard input as a file of a command. It can be read only once, so what was read is kept.</summary>
internal static class StandardInput
{
    /// <summary>The path that stands for it.</summary>
    public const string Path = "-";

    private static readonly Lock Gate = new();
    private static byte[]? _bytes;

    /// <summary>Its bytes.</summary>
    /// <param name="read">Reads the stream; called at the first time only.</param>
    public static byte[] Bytes(Func<Stream, byte[]> read)
    {
        lock (Gate)
        {
            if (_bytes is null)
            {
                using Stream input = Console.OpenStandardInput();
                _bytes = read(input);
            }

            return _bytes;
        }
    }
}
