namespace BackpropCrossCheck.Oracles.PythonPrograms;

/// <summary>A Python framework with which an oracle calculates.</summary>
/// <param name="Oracle">The name of the oracle.</param>
/// <param name="Script">The file name of its script, in oracles/python next to the program.</param>
/// <param name="Packages">The name under which pip installs it.</param>
/// <param name="Title">Its usual name.</param>
internal sealed record PythonFramework(string Oracle, string Script, string Packages, string Title)
{
    /// <summary>The path of the script.</summary>
    public string ScriptPath => Path.Combine(AppContext.BaseDirectory, "oracles", "python", Script);

    /// <summary>What to do if no Python has it.</summary>
    public string Advice => $"Run \"pip install {Packages}\" for it, or set {PythonProgram.Variable} to a Python that has {Title}.";

    /// <summary>What to do about a Python that cannot be started.</summary>
    /// <param name="isNamed">Whether the user named it.</param>
    public string Remedy(bool isNamed) => isNamed
        ? $"{PythonProgram.Variable} names it; it must be a Python 3 that has the package {Packages}."
        : $"install Python 3 and its package {Packages}, or name a Python that has it in {PythonProgram.Variable}.";
}
