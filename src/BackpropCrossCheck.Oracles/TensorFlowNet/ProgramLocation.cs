namespace BackpropCrossCheck.Oracles.TensorFlowNet;

/// <summary>Where a program is.</summary>
public abstract record ProgramLocation
{
    private ProgramLocation()
    {
    }

    /// <summary>It is there; this starts it.</summary>
    /// <param name="FileName">The file to start.</param>
    /// <param name="Arguments">The arguments, in order; no shell reads them.</param>
    public sealed record Found(string FileName, IReadOnlyList<string> Arguments) : ProgramLocation;

    /// <summary>It is not there.</summary>
    /// <param name="Reason">Why, and what to do about it; follows "tensorflow-net: ".</param>
    public sealed record Missing(string Reason) : ProgramLocation;
}
