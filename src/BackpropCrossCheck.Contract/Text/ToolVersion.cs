using System.Reflection;

namespace BackpropCrossCheck.Text;

/// <summary>The program's name and version, as reports show them.</summary>
public static class ToolVersion
{
    /// <summary>Its name.</summary>
    public const string Name = "backprop-check";

    /// <summary>Its version.</summary>
    public static string Number { get; } =
        typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
}
