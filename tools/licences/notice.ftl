Costate
Copyright 2026 the Costate authors

This product is licensed under the Apache License, Version 2.0; see LICENSE.
It includes the following software, under the licences that THIRD-PARTY lists:

<#list dependencyMap as entry>
<#assign project = entry.getKey()/>
<#if project.groupId != "org.costate">
- ${project.name}<#if (project.organization.name)??>, ${project.organization.name}</#if>
</#if>
</#list>

Part of it was developed at The Apache Software Foundation (https://www.apache.org/).
