namespace BackpropCrossCheck.Oracles.TensorFlowNet;

/// <summary>Where a program is, if anywhere.</summary>
public abstract record ProgramLocation
{
    private ProgramLocation()
    {
    }

    /// <summary>The program exists, and this starts it.</summary>
    /// <param name="FileName">The file to start.</param>
    /// <param name="Arguments">The arguments, in order; no shell interprets them.</param>
    public sealed record Found(string FileName, IReadOnlyList<string> Arguments) : ProgramLocation;

    /// <summary>The program is missing.</summary>
    /// <param name="Reason">Why, and what to do about it; follows "tensorflow-net: ".</param>
    public sealed record Missing(string Reason) : ProgramLocation;
}
