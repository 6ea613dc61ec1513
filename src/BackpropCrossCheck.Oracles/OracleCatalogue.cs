namespace BackpropCrossCheck.Oracles;

/// <summary>The oracles by name.</summary>
public static class OracleCatalogue
{
    /// <summary>TensorFlow.js on Node.js.</summary>
    public const string TensorFlowJs = "tensorflow-js";
}
