<#
.SYNOPSIS
Runs every check of this repository: locked restore, format, build, tests, the fixtures that must pass and those that must fail, and the packages.

.DESCRIPTION
Prints each step and its result; the last line is "N passed, N failed, N skipped". The exit code is 0 only where nothing failed.
Works in Windows PowerShell 5.1 and PowerShell 7, from any folder. Only cmdlets of the engine itself are used.

.PARAMETER DotNet
The dotnet command to use.

.PARAMETER Reports
A folder for the reports of the fixtures, one in each format; it is made where it is not there. Without it none is written.

.EXAMPLE
./run-checks.ps1 -SkipFormat -SkipTests

.EXAMPLE
./run-checks.ps1 -Reports reports
#>
[CmdletBinding()]
param(
    [string] $DotNet = 'dotnet',
    [string] $Reports = '',
    [switch] $SkipRestore,
    [switch] $SkipFormat,
    [switch] $SkipBuild,
    [switch] $SkipTests,
    [switch] $SkipFixtures,
    [switch] $SkipMustFail,
    [switch] $SkipPackages
)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
# The exit codes of programs are looked at here, one by one.
$PSNativeCommandUseErrorActionPreference = $false

$solution = [System.IO.Path]::Combine($PSScriptRoot, 'BackpropCrossCheck.sln')
$project = [System.IO.Path]::Combine($PSScriptRoot, 'src', 'BackpropCrossCheck.Cli')
$fixtures = [System.IO.Path]::Combine($PSScriptRoot, 'fixtures')
$mustFail = [System.IO.Path]::Combine($PSScriptRoot, 'tests', 'MustFail')

$counts = @{ passed = 0; failed = 0; skipped = 0 }

function Write-Result([string] $Result, [string] $Name, [string] $Detail) {
    $counts[$Result]++
    if ($Detail) { $Detail = ": $Detail" }
    "[$Result] $Name$Detail"
}

# A step is passed where the program ends with the exit code, and says the word, that are expected.
function Invoke-Step([string] $Name, [string[]] $Arguments, [bool] $Skip, [int] $ExitCode = 0, [string] $Word = '', [bool] $Show = $true, [string] $Program = $DotNet) {
    if ($Skip) {
        Write-Result 'skipped' $Name 'as asked for'
        return
    }

    if ($Show) { "== $Name" }
    $lines = @()
    $found = -1
    try {
        & $Program @Arguments | ForEach-Object {
            $lines += "$_"
            if ($Show) { "$_" }
        }
        $found = $LASTEXITCODE
    }
    catch {
        Write-Result 'failed' $Name "$Program cannot be run: $($_.Exception.Message)"
        return
    }

    if ($found -ne $ExitCode) {
        if (-not $Show) { $lines }
        Write-Result 'failed' $Name "exit code $found, expected $ExitCode"
    }
    elseif ($Word -and -not ([string]::Join("`n", [string[]] $lines)).Contains($Word)) {
        $lines
        Write-Result 'failed' $Name "`"$Word`" is not named"
    }
    else {
        Write-Result 'passed' $Name "exit code $found"
    }
}

# The rows of the table in tests/MustFail/README.md: file, mistake, exit code, place, cause.
function Get-MustFail([string] $Table) {
    foreach ($line in [System.IO.File]::ReadAllLines($Table)) {
        if ($line -match '^\|\s*`([^`]+\.json)`\s*\|[^|]*\|\s*(\d+)\s*\|([^|]*)\|') {
            $file = $Matches[1]
            $code = [int] $Matches[2]
            $place = $Matches[3].Trim()
            # A JSON pointer where there is one, else what kind of number it is.
            $word = $place.Split(',')[0].Trim()
            if ($place -match '(/\S+)') { $word = $Matches[1] }
            @{ File = $file; ExitCode = $code; Word = $word }
        }
    }
}

function Invoke-MustFail {
    $name = 'fixtures that must fail'
    if ($SkipMustFail) {
        Write-Result 'skipped' $name 'as asked for'
        return
    }

    "== $name"
    $table = [System.IO.Path]::Combine($mustFail, 'README.md')
    $rows = @()
    if ([System.IO.File]::Exists($table)) { $rows = @(Get-MustFail $table) }
    if ($rows.Count -eq 0) {
        Write-Result 'failed' $name "no fixture is listed in $table"
        return
    }

    $listed = @($rows | ForEach-Object { $_.File })
    foreach ($path in [System.IO.Directory]::GetFiles($mustFail, '*.json')) {
        $file = [System.IO.Path]::GetFileName($path)
        if ($listed -notcontains $file) { Write-Result 'failed' "must fail: $file" "it is not listed in $table" }
    }

    foreach ($row in $rows) {
        $path = [System.IO.Path]::Combine($mustFail, $row.File)
        $arguments = @('run', '--no-build', '--project', $project, '--', 'check', $path, '--oracle', 'none')
        Invoke-Step "must fail: $($row.File)" $arguments $false $row.ExitCode $row.Word $false
    }
}

# The packages are made, and the tool installed from their folder checks where no source is near. Nothing of it stays, not in NuGet's cache either.
# On Windows a build server may still hold a file; what was found out counts all the same.
function Remove-Folder([string] $folder) {
    try {
        [System.IO.Directory]::Delete($folder, $true)
    }
    catch {
        "$folder stays: $($_.Exception.Message)"
    }
}

function Invoke-Packages {
    $name = 'packages'
    if ($SkipPackages) {
        Write-Result 'skipped' $name 'as asked for'
        return
    }

    $folder = [System.IO.Path]::Combine([System.IO.Path]::GetTempPath(), 'backprop-check-' + [System.Guid]::NewGuid().ToString('N'))
    $made = [System.IO.Path]::Combine($folder, 'packages')
    $tool = [System.IO.Path]::Combine($folder, 'tool')
    $fixture = [System.IO.Path]::Combine($folder, 'paper-section-6.json')
    $cache = [System.Environment]::GetEnvironmentVariable('NUGET_PACKAGES')
    [void] [System.IO.Directory]::CreateDirectory($made)
    try {
        [System.IO.File]::Copy([System.IO.Path]::Combine($fixtures, 'paper', 'paper-section-6.json'), $fixture)
        Invoke-Step $name @('pack', $solution, '--output', $made) $false
        [System.Environment]::SetEnvironmentVariable('NUGET_PACKAGES', [System.IO.Path]::Combine($folder, 'nuget'))
        Invoke-Step "${name}: the tool installed from their folder" @('tool', 'install', 'backprop-check', '--tool-path', $tool, '--source', $made) $false
        Invoke-Step "${name}: the tool itself" @('check', $fixture, '--oracle', 'none') $false 0 'paper-section-6' $true ([System.IO.Path]::Combine($tool, 'backprop-check'))
    }
    catch {
        Write-Result 'failed' $name $_.Exception.Message
    }
    finally {
        [System.Environment]::SetEnvironmentVariable('NUGET_PACKAGES', $cache)
        Remove-Folder $folder
    }
}

# The reports that -Reports asks for, as arguments of check.
function Get-ReportArguments {
    if ($Reports) {
        foreach ($report in @('json=report.json', 'junit=junit.xml', 'sarif=report.sarif', 'markdown=report.md', 'html=report.html')) {
            $format, $file = $report.Split('=')
            '--report'
            "$format=" + [System.IO.Path]::Combine($Reports, $file)
        }
    }
}

$encoding = $null
try {
    # What the programs print is UTF-8. Where there is no console, there is nothing to set.
    $encoding = [Console]::OutputEncoding
    [Console]::OutputEncoding = [System.Text.UTF8Encoding]::new($false)
}
catch {
    $encoding = $null
}

try {
    Invoke-Step 'restore' @('restore', $solution, '--locked-mode') $SkipRestore
    Invoke-Step 'format' @('format', $solution, '--verify-no-changes', '--no-restore') $SkipFormat
    Invoke-Step 'build' @('build', $solution, '--no-restore') $SkipBuild
    Invoke-Step 'tests' @('test', $solution, '--no-build') $SkipTests
    Invoke-Step 'fixtures' (@('run', '--no-build', '--project', $project, '--', 'check', $fixtures) + @(Get-ReportArguments) + @('--quiet')) $SkipFixtures
    Invoke-MustFail
    Invoke-Packages
}
finally {
    if ($null -ne $encoding) { [Console]::OutputEncoding = $encoding }
}

"$($counts.passed) passed, $($counts.failed) failed, $($counts.skipped) skipped"
if ($counts.failed -gt 0) { exit 1 }
exit 0
