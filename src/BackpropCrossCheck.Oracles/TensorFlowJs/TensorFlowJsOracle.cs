using BackpropCrossCheck.Oracles.Processes;
using BackpropCrossCheck.Protocol;

namespace BackpropCrossCheck.Oracles.TensorFlowJs;

/// <summary>TensorFlow.js on Node.js, which the build puts next to this assembly.</summary>
internal static class TensorFlowJsOracle
{
    /// <summary>The environment variable that names a Node.js to use instead of the one on the PATH.</summary>
    public const string NodeVariable = "BACKPROP_CHECK_NODE";

    private const string Installed = "installed";

    /// <summary>The oracle in the output folder.</summary>
    /// <param name="options">How it is run.</param>
    public static IOracle Create(OracleOptions options)
        => Create(Path.Combine(AppContext.BaseDirectory, "oracles", "js"), Environment.GetEnvironmentVariable(NodeVariable), options);

    /// <summary>The oracle in a folder.</summary>
    /// <param name="folder">The folder with its scripts, its packages and the build's note about them.</param>
    /// <param name="node">The Node.js to use; null or empty for the one on the PATH.</param>
    /// <param name="options">How it is run.</param>
    public static IOracle Create(string folder, string? node, OracleOptions options)
    {
        if (WhyNotInstalled(folder) is { } reason)
        {
            return new UnavailableOracle(OracleCatalogue.TensorFlowJs, reason);
        }

        string script = Path.Combine(folder, "tensorflow-js-oracle.js");
        OracleCommand command = string.IsNullOrEmpty(node)
            ? new OracleCommand(
                OracleCatalogue.TensorFlowJs, "node", [script])
            { Remedy = $"install Node.js 18 or later, or name one in {NodeVariable}." }
            : new OracleCommand(
                OracleCatalogue.TensorFlowJs, node, [script])
            { Remedy = $"{NodeVariable} names it; it must be Node.js 18 or later." };
        return new OraclePool(command, options);
    }

    // The build leaves a single word, or the reason why it could not install.
    private static string? WhyNotInstalled(string folder)
    {
        string state = Path.Combine(folder, "install-state.txt");
        if (!File.Exists(state))
        {
            return $"TensorFlow.js is not in {folder}: build the project again with Node.js 18 or later on the PATH.";
        }

        string text = File.ReadAllText(state).Trim();
        return text == Installed ? null : text;
    }
}
