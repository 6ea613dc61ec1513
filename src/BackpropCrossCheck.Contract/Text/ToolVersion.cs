using System.Reflection;

namespace BackpropCrossCheck.Text;

/// <summary>The program as reports name it.</summary>
public static class ToolVersion
{
    /// <summary>Its name.</summary>
    public const string Name = "backprop-check";

    /// <summary>Its version.</summary>
    public static string Number { get; } =
        typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
}
