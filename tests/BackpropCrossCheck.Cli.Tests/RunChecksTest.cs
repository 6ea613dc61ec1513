using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;

namespace BackpropCrossCheck.Cli.Tests;

/// <summary>Runs run-checks.ps1 in a bare PowerShell engine, on a copy with a stand-in for dotnet.</summary>
public class RunChecksTest
{
    private static readonly string Script = Repository.Of("run-checks.ps1");

    // What the stand-in has run, for all copies. What it is asked for once more, of the same files, it answers from there.
    private static readonly Lazy<TemporaryFolder> Answers = new(() => new TemporaryFolder());

    // The stand-in runs backprop-check for real. Everything else succeeds, except the step named in the file "fails".
    private static string StandIn => $$"""
        #!/bin/sh
        here=$(dirname "$0")
        echo "dotnet $*" >> "$here/calls"
        case "$2 $4" in "install --tool-path")
          mkdir -p "$5" &&
          printf '#!/bin/sh\nexec "%s/dotnet" run -- "$@"\n' "$here" > "$5/backprop-check" &&
          chmod +x "$5/backprop-check"
        esac
        if [ "$1" != run ]; then
          echo "dotnet $1 says: \303\274ber"
          ! grep -qx "$1" "$here/fails" 2>/dev/null
          exit
        fi
        while [ "$1" != -- ]; do shift; done
        shift
        for last; do :; done
        if [ "$last" = --quiet ]; then set -- "$@" --oracle none; fi
        case "$*" in *--report*) exec "{{Repository.DotNet}}" "{{Repository.Program}}" "$@" ;; esac
        key=$({ printf '%s\n' "$@" | sed 's|.*/||'; cat "$here"/fixtures/*.json "$here"/*/*/*.json; } | cksum | tr ' ' -)
        answer={{Answers.Value.Root}}/$key
        if [ ! -e "$answer.code" ]; then
          "{{Repository.DotNet}}" "{{Repository.Program}}" "$@" > "$answer.$$"
          echo $? > "$answer.code.$$"
          mv "$answer.$$" "$answer" && mv "$answer.code.$$" "$answer.code"
        fi
        cat "$answer"
        exit "$(cat "$answer.code")"
        """;

    [OneTimeTearDown]
    public void ForgetAnswers()
    {
        if (Answers.IsValueCreated)
        {
            Answers.Value.Dispose();
        }
    }

    [Test]
    public void Script_Parsed_HasNoErrorAndNothingOfPowerShell7Only()
    {
        ScriptBlockAst script = Parser.ParseFile(Script, out _, out ParseError[] errors);

        Assert.That(errors, Is.Empty);
        Assert.That(NewerSyntax(script), Is.Empty);
    }

    [TestCase("dotnet build && dotnet test")]
    [TestCase("$a = $b ? 1 : 2")]
    [TestCase("$a = $b ?? 1")]
    [TestCase("$a ??= 1")]
    [TestCase("${a}?.Length")]
    [TestCase("Get-Item a | ForEach-Object -Parallel { $_ }")]
    public void Rule_SyntaxOfPowerShell7_IsFound(string text)
    {
        ScriptBlockAst script = Parser.ParseInput(text, out _, out ParseError[] errors);

        Assert.That(errors, Is.Empty);
        Assert.That(NewerSyntax(script), Is.Not.Empty);
    }

    [Test]
    public void Script_Text_IsAsciiAndUsesNoAlias()
    {
        Assert.That(File.ReadAllText(Script), Has.All.LessThanOrEqualTo('\u007f'));
        ScriptBlockAst script = Parser.ParseFile(Script, out _, out _);
        string[] own =
            [.. script.FindAll(ast => ast is FunctionDefinitionAst, true).Cast<FunctionDefinitionAst>().Select(function => function.Name)];
        string[] called =
            [.. script.FindAll(ast => ast is CommandAst, true)
                .Cast<CommandAst>()
                .Select(command => command.GetCommandName())
                .OfType<string>()
                .Distinct()];

        Assert.That(
            called.Except(own),
            Is.EquivalentTo(new[] { "Set-StrictMode", "ForEach-Object" }),
            "both are of the engine; no alias, no module");
    }

    [Test]
    public void Script_EverythingSucceeds_CountsAndEndsWith0()
    {
        using var copy = new Copy();

        (int exitCode, string[] lines) = copy.Run();

        Assert.That(lines[^1], Is.EqualTo("10 passed, 0 failed, 0 skipped"), string.Join('\n', lines));
        Assert.That(exitCode, Is.Zero);
        Assert.That(lines, Does.Contain("dotnet build says: \u00FCber"), "UTF-8");
        Assert.That(copy.Calls, Has.Some.EqualTo($"dotnet restore {copy.Of("BackpropCrossCheck.sln")} --locked-mode"));
        Assert.That(copy.Calls, Has.Some.Contains("--verify-no-changes"));
        Assert.That(copy.Calls, Has.None.Contains("--report"));
        string made = copy.Calls.Single(call => call.StartsWith("dotnet pack", StringComparison.Ordinal)).Split(' ')[^1];
        Assert.That(Directory.Exists(Path.GetDirectoryName(made)), Is.False, "nothing is left behind");
    }

    [Test]
    public void Script_ReportsAskedFor_AreThereInEveryFormat()
    {
        using var copy = new Copy();

        (int exitCode, string[] lines) = copy.Run("-SkipPackages", "-Reports", $"'{copy.Of("new folder")}'");

        Assert.That(exitCode, Is.Zero, string.Join('\n', lines));
        Assert.That(
            Directory.GetFiles(copy.Of("new folder")).Select(Path.GetFileName),
            Is.EquivalentTo(new[] { "report.json", "junit.xml", "report.sarif", "report.md", "report.html" }));
    }

    [TestCase("restore")]
    [TestCase("format")]
    [TestCase("build")]
    [TestCase("test")]
    [TestCase("pack")]
    public void Script_StepFails_IsCountedAndTheOthersRun(string step)
    {
        using var copy = new Copy();
        copy.Write("fails", step + "\n");

        (int exitCode, string[] lines) = copy.Run();

        Assert.That(lines[^1], Is.EqualTo("9 passed, 1 failed, 0 skipped"));
        Assert.That(lines, Has.Some.Match($@"^\[failed\] {step}(s|ages)?: exit code 1, expected 0$"));
        Assert.That(exitCode, Is.EqualTo(1));
    }

    [Test]
    public void Script_StepsSkipped_AreNamedAndCounted()
    {
        using var copy = new Copy();

        (int exitCode, string[] lines) = copy.Run(
            "-SkipRestore", "-SkipFormat", "-SkipBuild", "-SkipTests", "-SkipFixtures", "-SkipMustFail", "-SkipPackages");

        Assert.That(lines, Is.EqualTo(new[]
        {
            "[skipped] restore: as asked for",
            "[skipped] format: as asked for",
            "[skipped] build: as asked for",
            "[skipped] tests: as asked for",
            "[skipped] fixtures: as asked for",
            "[skipped] fixtures that must fail: as asked for",
            "[skipped] packages: as asked for",
            "0 passed, 0 failed, 7 skipped",
        }));
        Assert.That(exitCode, Is.Zero);
        Assert.That(copy.Calls, Is.Empty);
    }

    [Test]
    public void Script_FixtureDiffers_IsCounted()
    {
        using var copy = new Copy();
        copy.Write("fixtures/b.json", Examples.Differing());

        (int exitCode, string[] lines) = copy.Run();

        Assert.That(lines, Does.Contain("[failed] fixtures: exit code 1, expected 0"));
        Assert.That(lines[^1], Is.EqualTo("9 passed, 1 failed, 0 skipped"));
        Assert.That(exitCode, Is.EqualTo(1));
    }

    [TestCase("agreeing", "must fail: wrong.json: exit code 0, expected 1")]
    [TestCase("other place", "must fail: wrong.json: \"gradient\" is not named")]
    [TestCase("unlisted", "must fail: extra.json: it is not listed")]
    [TestCase("no table", "fixtures that must fail: no fixture is listed")]
    public void Script_FixtureThatMustFailDoesNotAsStated_IsCounted(string fault, string message)
    {
        using var copy = new Copy();
        switch (fault)
        {
            case "agreeing":
                copy.Write("tests/MustFail/wrong.json", Examples.Agreeing());
                break;
            case "other place":
                copy.Write("tests/MustFail/wrong.json", Examples.Agreeing().Replace("0.5", "0.75", StringComparison.Ordinal));
                break;
            case "unlisted":
                copy.Write("tests/MustFail/extra.json", Examples.Differing());
                break;
            default:
                copy.Write("tests/MustFail/README.md", "nothing");
                break;
        }

        (int exitCode, string[] lines) = copy.Run();

        Assert.That(lines, Has.Some.StartsWith("[failed] " + message));
        Assert.That(lines[^1], Does.Contain(" 1 failed, "));
        Assert.That(exitCode, Is.EqualTo(1));
    }

    [Test]
    public void Script_NoSuchDotNet_FailsEachStep()
    {
        using var copy = new Copy();

        (int exitCode, string[] lines) = copy.Run("-DotNet", "'no-such-dotnet'");

        Assert.That(lines[^1], Is.EqualTo("0 passed, 10 failed, 0 skipped"));
        Assert.That(exitCode, Is.EqualTo(1));
    }

    private static IEnumerable<string> NewerSyntax(ScriptBlockAst script)
        => script.FindAll(IsNewer, searchNestedScriptBlocks: true).Select(ast => ast.Extent.Text);

    private static bool IsNewer(Ast ast) => ast switch
    {
        PipelineChainAst or TernaryExpressionAst => true,
        BinaryExpressionAst binary => binary.Operator == TokenKind.QuestionQuestion,
        AssignmentStatementAst assignment => assignment.Operator == TokenKind.QuestionQuestionEquals,
        MemberExpressionAst member => member.NullConditional,
        IndexExpressionAst index => index.NullConditional,
        CommandParameterAst parameter => parameter.ParameterName == "Parallel",
        _ => false,
    };

    /// <summary>A folder with the script, one fixture that agrees, two that must fail, and the stand-in.</summary>
    private sealed class Copy : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public Copy()
        {
            if (OperatingSystem.IsWindows())
            {
                Assert.Ignore("The stand-in for dotnet is a shell script.");
                return;
            }

            File.Copy(Script, Of("run-checks.ps1"));
            Write("fixtures/a.json", Examples.Agreeing());
            Write("fixtures/paper/paper-section-6.json", Examples.Agreeing("paper-section-6"));
            Write("tests/MustFail/wrong.json", Examples.Differing());
            Write("tests/MustFail/broken.json", Examples.Broken());
            Write("tests/MustFail/README.md", """
                | file | mistake | exit code | place | cause |
                |---|---|---|---|---|
                | `wrong.json` | 3.5 for 3 | 1 | gradient, layer 1, weights, row 1, column 1 | `something` |
                | `broken.json` | a misspelt field | 2 | line 15, column 3, /lables | |
                """);
            Write("dotnet", StandIn);
            File.SetUnixFileMode(Of("dotnet"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        public string[] Calls => File.Exists(Of("calls")) ? File.ReadAllLines(Of("calls")) : [];

        public string Of(string name) => _folder.Of(name);

        public void Write(string name, string text) => _folder.Write(name, text);

        public (int ExitCode, string[] Lines) Run(params string[] arguments)
        {
            string dotNet = arguments.Contains("-DotNet") ? "" : $"-DotNet '{Of("dotnet")}'";
            using Runspace runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
            runspace.Open();
            using var shell = PowerShell.Create(runspace);
            shell.AddScript($"& '{Of("run-checks.ps1")}' {dotNet} {string.Join(' ', arguments)}; $LASTEXITCODE");
            string[] lines = [.. shell.Invoke().Select(line => line.ToString())];
            // On a busy machine backprop-check says that it goes on.
            Assert.That(
                shell.Streams.Error.Select(error => error.ToString()),
                Has.None.Not.Match("^backprop-check: [01] of 1 fixtures done after [0-9]+ s; the run goes on, "));
            return (int.Parse(lines[^1]), lines[..^1]);
        }

        public void Dispose() => _folder.Dispose();
    }
}
